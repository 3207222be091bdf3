"""Imports single files and the package of a lab, without a change of `sys.path`."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from autograder.lib.errors import LabError


def load_file(path: Path, name: str = "") -> ModuleType:
    """Run a file as a module that nobody else can import; raises `LabError` where that fails."""
    module = ModuleType(name or f"lab_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # data classes look their module up
    try:
        exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    except Exception as error:
        raise LabError(f"{path} cannot be run ({type(error).__name__}: {error})") from error
    return module


def import_package(folder: Path) -> ModuleType:
    """Make the package in a folder importable under the folder's name, and return it.

    Raises `LabError` where another package of this name has been imported: two labs of one name cannot be mixed.
    """
    name = folder.name
    known = sys.modules.get(name)
    if known is not None:
        if list(getattr(known, "__path__", ())) != [str(folder)]:
            raise LabError(f"{name} has been imported from {known.__path__}: {folder} needs a process of its own")
        return known
    init = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[str(folder)])
    if not init.is_file() or spec is None or spec.loader is None:
        raise LabError(f"{folder} is no package: it has no __init__.py")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)
    return package
