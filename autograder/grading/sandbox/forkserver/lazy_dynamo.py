"""Keeps torch's compiler out of memory until somebody compiles something.

Every optimizer imports `torch._dynamo` to tell the compiler to keep away: 0.6 seconds and 50 MB for a lab that
compiles nothing.
"""

import importlib
import sys
import types
from collections.abc import Callable
from typing import Any

NAME = "torch._dynamo"


class LazyDynamo(types.ModuleType):
    """Answers what optimizers say to `torch._dynamo`; the real one takes its place when more is asked."""

    @staticmethod
    def graph_break(*args: Any, **kwargs: Any) -> None:
        """Nothing is being compiled, so there is nothing to break off."""

    @staticmethod
    def disable(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[..., Any]:
        """`fn` itself, which nobody compiles."""
        return fn

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(NAME) is self:
            del sys.modules[NAME]
        return getattr(importlib.import_module(NAME), name)


def install() -> None:
    """Take the place of `torch._dynamo`, unless it has been imported already."""
    sys.modules.setdefault(NAME, LazyDynamo(NAME))
