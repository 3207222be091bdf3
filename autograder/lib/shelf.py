"""Values by name that may be too many for memory: beyond some megabytes they lie in a temporary file."""

import pickle
import tempfile
from collections.abc import Iterator
from typing import Generic, TypeVar

IN_MEMORY = 1 << 28
"""Bytes, as a class of some thousands has; the file goes with the process."""
Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Keeps values in the order in which they came; putting one there raises `OSError` where the disk is full."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (it is closed with the shelf)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def put(self, name: str, value: Value) -> None:
        """Keep a value under a name that is not taken."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        self._places[name] = (self._end, len(data))
        self._end += len(data)

    def __getitem__(self, name: str) -> Value:
        start, length = self._places[name]
        self._file.seek(start)
        value: Value = pickle.loads(self._file.read(length))
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)
