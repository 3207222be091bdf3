"""A device that is not the CPU and that every machine has: where code would fail on a GPU, it fails here.

It has the name of torch's device `meta`, and its tensors have numbers, unlike those of `meta` itself: an answer may
ask for them (`x.item()`, `if x.sum() > 0`, `x[x > 0]`), as it may on a GPU. The numbers lie on the CPU; what is
checked is where a program believes them to be.

CUDA's rules for operations on tensors of several devices, and where torch has them (below `aten/src/ATen/`):

- All tensors have to be on one device, also those without dimensions: the check is generated for each operation that
  does not say `device_check: NoCheck` in `native/native_functions.yaml`.
- Element by element: a tensor without dimensions may lie on the CPU, unless it is written to
  (`TensorIteratorBase::compute_types` in `TensorIterator.cpp`, `where_self_out` in `native/TensorCompare.cpp`).
- `x[i, j]` and `x[i, j] = value`: indices may lie on the CPU, and a value without dimensions as well
  (`native/TensorAdvancedIndexing.cpp`, `expandTensors` in `native/IndexingUtils.h`). Indices of a GPU may be used to
  write to a tensor on the CPU, but not to read from it (seen on a GPU with torch 2.11, `tools/on_cuda.py`).
- `masked_fill`: the mask has to be where the tensor is; the value may lie anywhere (`native/cuda/Indexing.cu`).
- `copy_`, `to`, `slice_scatter` and its kind copy, between any devices (`native/Copy.cpp`).
- NumPy takes no tensor of a GPU (`torch/csrc/utils/tensor_numpy.cpp`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

DEVICE, CPU = torch.device("meta"), torch.device("cpu")

COPYING = {"copy", "_to_copy", "slice_scatter", "select_scatter", "diagonal_scatter", "as_strided_scatter"}
INDEXING = {"index", "index_put", "_index_put_impl", "_unsafe_index", "_unsafe_index_put"}
MASKING = {"masked_fill"}
ELEMENT_BY_ELEMENT = {
    "where", "fill", "index_fill", "floor_divide", "true_divide", "copysign", "rsub", "lt", "le", "gt", "ge", "eq",
    "ne", "__and__", "__or__", "__iand__", "__ior__", "mse_loss", "smooth_l1_loss", "binary_cross_entropy",
}  # fmt: skip
"""Operations that torch does not mark as `pointwise` in each of their forms."""
CONSTRUCTORS: tuple[Callable[..., Any], ...] = (torch.tensor, torch.as_tensor, torch.asarray, Tensor.new_tensor)
"""What makes a tensor of plain numbers without an operation that a mode could see."""

OWN_CHECKS = re.compile(r"same device|to have \w+ Device")
"""In the messages of operations that compare devices before they reach a mode."""


class WrongDevice(RuntimeError):
    """Tensors of two devices met where CUDA refuses it."""


class WrongDeviceForNumPy(WrongDevice, TypeError):
    """NumPy was given a tensor of the device: no tensor need have been made elsewhere."""


class TensorElsewhere(Tensor):
    """A tensor whose device is `meta` and whose `numbers` are a tensor on the CPU."""

    numbers: Tensor
    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

    @staticmethod
    def __new__(cls, numbers: Tensor) -> TensorElsewhere:
        shell: TensorElsewhere = Tensor._make_wrapper_subclass(
            cls,
            numbers.shape,
            strides=numbers.stride(),
            storage_offset=numbers.storage_offset(),
            dtype=numbers.dtype,
            device=DEVICE,
        )
        shell.numbers = numbers
        return shell

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        return run(func, args, kwargs or {})

    def tolist(self) -> Any:
        """The numbers as nested lists, which a GPU copies as well."""
        return self.numbers.tolist()

    def numpy(self, *, force: bool = False) -> Any:
        """Refused, as on a GPU, unless the copy is asked for."""
        if force:
            return self.numbers.numpy(force=True)
        raise WrongDeviceForNumPy(
            "NumPy cannot take a tensor from another device than the CPU: copy it by .cpu() first"
        )

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        return self.numpy()

    def __format__(self, spec: str) -> str:
        return format(self.numbers, spec)


class Operations(TorchDispatchMode):
    """While it is active, operations know the device and check CUDA's rules."""

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return run(func, args, kwargs or {})


class Constructors(TorchFunctionMode):
    """While it is active, `torch.tensor` and its kind make tensors of the device that have numbers."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func not in CONSTRUCTORS:
            return func(*args, **kwargs)
        args = tree_map(_plain, args) if func is not Tensor.new_tensor else (args[0], *tree_map(_plain, args[1:]))
        device = kwargs.get("device", args[0].device if func is Tensor.new_tensor else None)
        if device is None or torch.device(device).type != DEVICE.type:
            return func(*args, **kwargs)
        learned = kwargs.pop("requires_grad", False)
        return func(*args, **{**kwargs, "device": CPU}).to(DEVICE).requires_grad_(learned)


def call_elsewhere(function: Callable[..., Any], inputs: Sequence[Any], settings: Mapping[str, Any]) -> Any:
    """What a model or a function makes of inputs on the device; its tensors come back on `meta`, without numbers.

    A model is moved there, and back afterwards. Raises `WrongDevice` where tensors of two devices meet. Any other
    exception may be due to this stand-in for a GPU, and proves nothing: where the same call succeeds on the CPU, its
    output counts as one on the device.
    """
    try:
        with _moved(function), Operations(), Constructors():  # type: ignore[no-untyped-call]
            output = function(*tree_map(_there, list(inputs)), **settings)
    except Exception as error:
        if isinstance(error, WrongDevice) or OWN_CHECKS.search(str(error)):
            raise
        here = {name: CPU if _is_device(value) else value for name, value in settings.items()}
        output = function(*(CPU if _is_device(value) else value for value in inputs), **here)
        return tree_map(lambda value: _bare(value, always=True), output)
    return tree_map(_bare, output)


def run(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    """Run an operation on the numbers of its tensors; its results are on the device if one of these is."""
    given = (args, kwargs)
    tensors = list(_tensors(given))
    there = {id(_numbers(tensor)): tensor for tensor in tensors if isinstance(tensor, TensorElsewhere)}
    if len({tensor.device.type for tensor in tensors}) > 1:
        _check(func, args, kwargs)
    if func is torch.ops.aten._fused_sdp_choice.default:
        return 0  # the backend "math": the faster ones are written for one real device each
    stays = bool(there)
    if kwargs.get("device") is not None:
        stays = kwargs["device"].type == DEVICE.type
        given = (args, {**kwargs, "device": CPU if stays else kwargs["device"]})
    args, kwargs = _changed(_numbers, given)
    results = func(*args, **kwargs)
    for shell in there.values():
        if shell.shape != shell.numbers.shape or shell.stride() != shell.numbers.stride():  # such as `unsqueeze_`
            shell.data = TensorElsewhere(shell.numbers)

    def placed(tensor: Tensor) -> Tensor:
        if id(tensor) in there:
            return there[id(tensor)]
        return TensorElsewhere(tensor) if stays else tensor

    return _changed(placed, results)


def _tensors(value: Any) -> Iterator[Tensor]:
    """The tensors among an operation's arguments, which are values in lists and tuples."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, list | tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _tensors(part)


def _changed(change: Callable[[Tensor], Tensor], value: Any) -> Any:
    """Arguments or results of an operation with other tensors in them."""
    if isinstance(value, Tensor):
        return change(value)
    if isinstance(value, list | tuple):
        return type(value)([_changed(change, part) for part in value])
    if isinstance(value, dict):
        return {name: _changed(change, part) for name, part in value.items()}
    return value


def _check(func: Any, args: Any, kwargs: dict[str, Any]) -> None:
    """Raise `WrongDevice` where CUDA would refuse these tensors, by the rules at the top of this file."""
    name = func.overloadpacket.__name__
    arguments = dict(zip((argument.name for argument in func._schema.arguments), args, strict=False)) | kwargs
    written = {arg.name for arg in func._schema.arguments if arg.alias_info is not None and arg.alias_info.is_write}
    plain = name if name.startswith("__") else name.removesuffix("_")
    if plain in COPYING or name.startswith(("_foreach", "_fused")):
        return
    mixes = plain in INDEXING
    if mixes:
        indices = arguments.pop("indices")
        reads = not plain.strip("_").endswith("put")
        if reads and not _devices(arguments["self"]) <= {DEVICE.type} and DEVICE.type in _devices(indices):
            raise WrongDevice("a tensor on cpu met an index from another device: make both on one device")
    elif plain in MASKING:
        arguments.pop("value")
    elif plain in ELEMENT_BY_ELEMENT or torch.Tag.pointwise in func.tags:
        mixes = True
    if mixes:
        arguments = {key: value for key, value in arguments.items() if key in written or not _is_cpu_scalar(value)}
    devices = _devices(arguments)
    if len(devices) > 1:
        raise WrongDevice(
            f"tensors on {' and '.join(sorted(devices))} met in {plain.strip('_')}: make every new tensor on the "
            "device of x"
        )


def _devices(value: Any) -> set[str]:
    return {tensor.device.type for tensor in _tensors(value)}


def _is_cpu_scalar(value: Any) -> bool:
    return isinstance(value, Tensor) and value.dim() == 0 and value.device.type == "cpu"


def _is_device(value: Any) -> bool:
    """Whether an argument names the device."""
    return str(value) == DEVICE.type if isinstance(value, str | torch.device) else False


def _numbers(tensor: Tensor) -> Tensor:
    """The tensor on the CPU behind one of the device; one that was made on torch's own `meta` has none but zeros."""
    if isinstance(tensor, TensorElsewhere):
        return tensor.numbers
    if tensor.device.type == DEVICE.type:
        return torch.zeros(tensor.shape, dtype=tensor.dtype, device=CPU)
    return tensor


def _plain(value: Any) -> Any:
    """The numbers of a tensor of the device within a list, of which `torch.tensor` makes one tensor."""
    return value.tolist() if isinstance(value, TensorElsewhere) and value.dim() == 0 else value


def _there(value: Any) -> Any:
    return value.to(DEVICE) if isinstance(value, Tensor) else value


def _bare(value: Any, always: bool = False) -> Any:
    """An output as torch's own tensor on `meta`, if it is on the device."""
    if isinstance(value, Tensor) and (always or isinstance(value, TensorElsewhere)):
        return torch.empty(value.shape, dtype=value.dtype, device=DEVICE)
    return value


@contextlib.contextmanager
def _moved(function: Callable[..., Any]) -> Iterator[None]:
    """Have a model on the device for a while; a function has nothing to move."""
    if not isinstance(function, nn.Module):
        yield
        return
    kept = [(module, dict(module._parameters), dict(module._buffers)) for module in function.modules()]
    try:
        with Operations(), Constructors():  # type: ignore[no-untyped-call]
            function.to(DEVICE)
        yield
    finally:
        for module, parameters, buffers in kept:
            module._parameters.update(parameters)
            module._buffers.update(buffers)
