"""Python files of the repository that are in no package, such as those in tools/."""

import importlib.util
from functools import cache
from types import ModuleType

from support.lab import ROOT


@cache
def script(name: str) -> ModuleType:
    """The file with this path in the repository, as a module."""
    path = ROOT / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
