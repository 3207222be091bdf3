"""Fingerprints of files: a SHA-256 over names and contents."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


class Digest:
    """Collects names with their contents. Lengths count, so that no two lists of files look the same."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()

    def add(self, name: str, data: bytes) -> None:
        """Add one item."""
        for part in (name.encode("utf-8", "surrogatepass"), data):
            self._sha256.update(len(part).to_bytes(8))
            self._sha256.update(part)

    def add_files(self, paths: Iterable[Path], root: Path) -> None:
        """Add files under their paths below `root`."""
        for path in paths:
            self.add(path.relative_to(root).as_posix(), path.read_bytes())

    def text(self) -> str:
        """The fingerprint of everything so far, in hexadecimal digits."""
        return self._sha256.hexdigest()
