"""The device that checks pretend to have, where a call goes to another process: it is pretended there as well.

The checks of a lab bring their own module for it, which lies in a worker's stage (see `Lab.on_meta` there).
"""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from typing import Any

from torch import Tensor
from torch._C import _len_torch_dispatch_stack
from torch.utils._python_dispatch import _disable_current_modes, _get_current_dispatch_mode_stack

PRETENDED = "checks.elsewhere"


def is_pretended_now() -> bool:
    """Whether operations know the device at the moment."""
    module: Any = sys.modules.get(PRETENDED)
    if module is None or not _len_torch_dispatch_stack():
        return False
    return any(isinstance(mode, module.Operations) for mode in _get_current_dispatch_mode_stack())


@contextlib.contextmanager
def pretended(wanted: bool) -> Iterator[None]:
    """Have operations know the device, if it is wanted."""
    if not wanted:
        yield
        return
    module = importlib.import_module(PRETENDED)
    with module.Operations(), module.Constructors():
        yield


def without_modes() -> contextlib.AbstractContextManager[Any]:
    """Plain operations for a while."""
    return _disable_current_modes() if _len_torch_dispatch_stack() else contextlib.nullcontext()


def numbers_of(tensor: Tensor) -> tuple[Tensor, bool]:
    """What to send of a tensor, and whether it is on the device."""
    module: Any = sys.modules.get(PRETENDED)
    if module is not None and isinstance(tensor, module.TensorElsewhere):
        return tensor.numbers, True
    return tensor, False


def placed(tensor: Tensor, there: bool) -> Tensor:
    """The tensor again, of what `numbers_of` gives."""
    return importlib.import_module(PRETENDED).TensorElsewhere(tensor) if there else tensor
