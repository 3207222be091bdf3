"""Keeps torch's compiler out of memory: code that asks to be compiled runs as it is, and gives the same values.

Every optimizer imports `torch._dynamo` to tell the compiler to keep away: 0.6 seconds and 50 MB for a lab that
compiles nothing. A submission that compiles something would wait for a C++ compiler, which no worker may start.
Whoever gives `backward` a gradient imports SymPy, for symbolic shapes: 0.4 seconds to compare two shapes of plain ints.
"""

import contextlib
import importlib
import operator
import os
import sys
import types
from collections.abc import Callable
from typing import Any

import torch

NAME = "torch._dynamo"
CONFIG = f"{NAME}.config"
SHAPES = "torch.fx.experimental.symbolic_shapes"
MARKS = "allow_in_graph disallow_in_graph forbid_in_graph nonstrict_trace assume_constant_result"
"""Decorators that only tell the compiler something about a function."""
SIGNALS = "graph_break reset mark_dynamic maybe_mark_dynamic mark_static mark_static_address mark_unbacked"
"""Calls that only tell the compiler something."""


class Nothing(contextlib.ContextDecorator):
    """A context, or a decorator, that changes nothing, whatever it is made with."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        pass

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        pass


def as_it_is(fn: Any = None, *args: Any, **settings: Any) -> Any:
    """The function or model itself; where only settings come, a decorator that gives back what it decorates."""
    return as_it_is if fn is None else fn


def uncompiled(model: Any = None, **settings: Any) -> Any:
    """What `torch.compile` gives: the model or function itself, or a decorator."""
    return as_it_is(model)


def eager(*args: Any, **settings: Any) -> Callable[[Any], Any]:
    """What makes a compiler of a backend's name: one that compiles nothing."""
    return as_it_is


def nothing(*args: Any, **settings: Any) -> None:
    """Nothing is being compiled, so there is nothing to say about it."""


class Config(types.ModuleType):
    """Settings of the compiler, which can be read and written; all others are off."""

    patch = Nothing

    def __getattr__(self, name: str) -> bool:
        if name.startswith("__"):
            raise AttributeError(name)
        return False


class Lazy(types.ModuleType):
    """Answers what nearly everybody asks of a module; the real one takes its place when more is asked."""

    is_package = False

    def __getattr__(self, name: str) -> Any:
        asks_for_module = self.is_package and name == "__path__"
        if name.startswith("__") and not asks_for_module:
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            self.make_room()
        return getattr(importlib.import_module(self.__name__), name)

    def make_room(self) -> None:
        del sys.modules[self.__name__]


class LazyShapes(Lazy):
    """What `backward` asks to compare the shape of a gradient, of plain ints."""

    def __init__(self) -> None:
        super().__init__(SHAPES)
        self.sym_eq = operator.eq
        self.expect_true = bool


class LazyDynamo(Lazy):
    """Answers what torch and submissions say to `torch._dynamo`."""

    is_package = True

    def __init__(self) -> None:
        super().__init__(NAME)
        self.__file__ = os.path.join(os.path.dirname(torch.__file__), "_dynamo", "__init__.py")  # for `inspect`
        self.config = Config(CONFIG)
        self.compiled_autograd = types.SimpleNamespace(_disable=Nothing)
        self.disable = as_it_is
        self.optimize = eager
        self.set_stance = Nothing
        self.is_compiling = bool
        self.__dict__.update(dict.fromkeys(MARKS.split(), as_it_is))
        self.__dict__.update(dict.fromkeys(SIGNALS.split(), nothing))

    def make_room(self) -> None:
        del sys.modules[NAME], sys.modules[CONFIG]


def install() -> None:
    """Take the place of `torch._dynamo`, unless it has been imported already, and of `torch.compile`."""
    if NAME not in sys.modules:
        module = LazyDynamo()
        sys.modules[NAME], sys.modules[CONFIG] = module, module.config
    sys.modules.setdefault(SHAPES, LazyShapes())
    torch.compile = uncompiled
