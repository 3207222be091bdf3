"""Modules that are imported when they are first used.

Collecting tests imports every test file. The quick tests should not wait for torch, otter or nbgrader, which take
seconds, just because another file needs them.
"""

import importlib
from typing import Any


class Lazy:
    """Stands for a module, and imports it as soon as something is asked of it."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_"):  # pytest asks everything in a test file for its `__test__`
            raise AttributeError(attribute)
        return getattr(importlib.import_module(self._name), attribute)


def lazy(name: str) -> Any:
    """The module of this name, not imported yet."""
    return Lazy(name)
