"""Reads a question's test file as otter does, and loads no more of otter than that needs."""

import contextlib
import importlib.util
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GRAMMARS = "rfc3987_syntax"
"""jsonschema, which notebooks need, loads it, and it builds 38 grammars for a kind of address that they do not have."""


def cases_of(path: Path) -> tuple[Any, ...]:
    """The cases of a test file, in otter's form; raises what the file raises where it cannot be run."""
    with otter_without_the_rest():
        from otter.test_files.exception_test import ExceptionTestFile

        return tuple(ExceptionTestFile.from_file(str(path)).test_cases)


@contextlib.contextmanager
def otter_without_the_rest() -> Iterator[None]:
    """Import parts of otter without `otter/__init__.py`, which imports all of it, and without the grammars.

    This saves two thirds of the time that otter takes, and 90 MB. Where otter is loaded already, it stays.
    """
    spec = importlib.util.find_spec("otter") if "otter" not in sys.modules else None
    if spec is None or spec.submodule_search_locations is None:
        yield
        return
    package = types.ModuleType("otter")
    package.__path__ = list(spec.submodule_search_locations)
    stand_ins: dict[str, Any] = {"otter": package} | ({} if GRAMMARS in sys.modules else {GRAMMARS: None})
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
