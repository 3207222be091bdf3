"""What a submission may look like as files: the limits of archives, folders and names, and what each one is told.

`Limits` of `lab.toml` says how many files of code there may be, and how large they may be together.
"""

import unicodedata
from pathlib import PurePosixPath

MOST_ENTRIES = 50_000
"""Files and folders in a submission, code or not."""
MOST_IN_FOLDER = 20_000
"""Files and folders in one folder, so that a folder of data does not keep the others from being read."""
MOST_LISTING = 8 << 20
"""Bytes of a zip's list of files."""
LARGE_LISTING = (250_000, 40 << 20)
"""Files, and bytes of the list, of a zip that is read in a process of its own: one with an environment in it, say."""
MOST_ARCHIVES = 8
"""How many archives a submission may hold, not counting the one that it is."""
MOST_LEVELS = 3
"""Archives that lie in one another."""
LARGE_NOTEBOOK = 1 << 20
"""Bytes of a notebook from which on its outputs are dropped before the limits count."""
MOST_NOTEBOOK = 200 << 20
"""Bytes of a notebook with its outputs."""
MOST_LOOKED_INTO = 200
"""Files that are neither code nor archives by their names, and of which the content is looked at."""
MOST_OTHERS = 100
"""Files that are no code, of which a submission remembers the names."""
MOST_FOLDERS = 16
"""Folders that a file may lie in, one in the other."""
MOST_NAME = 200
"""Bytes in the name of a file or folder."""
MOST_PATH = 1000
"""Bytes in the path of a file."""
MOST_NAMED = 5
"""Files that one note names."""
MOST_SHOWN = 80
"""Characters of a name in a note."""
MORE_WORK = 4
"""Times the size of the code that may be unpacked, counting what turns out to be too large."""


def why_unusable(path: PurePosixPath) -> str:
    """Why a file with this path within a submission cannot be used; empty where it can."""
    if path.is_absolute() or ".." in path.parts:
        return "its path leads out of the submission"
    if not all(part.isprintable() for part in path.parts):
        return "its name has characters that cannot be printed"
    if len(path.parts) > MOST_FOLDERS + 1:
        return f"it lies more than {MOST_FOLDERS} folders deep"
    sizes = [len(part.encode()) for part in path.parts]
    if max(sizes, default=0) > MOST_NAME or sum(sizes) + len(sizes) > MOST_PATH:
        return f"its name has more than {MOST_NAME} bytes, or its path more than {MOST_PATH}"
    return ""


def key_of(path: PurePosixPath) -> tuple[str, ...]:
    """The same for paths that are one on some system: for upper and lower case, and for each way to write an accent."""
    return tuple(unicodedata.normalize("NFC", unicodedata.normalize("NFC", part).casefold()) for part in path.parts)


def shown(name: object) -> str:
    """A name as a note shows it: printable, and not long."""
    text = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(name)[: 2 * MOST_SHOWN]
    )
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 3]}..."


class LeftOut:
    """Collects what of a submission is left out, and why: as one note for each reason, whatever the number of files."""

    def __init__(self) -> None:
        self._by_reason: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, name: object, reason: str) -> None:
        """Note that a file, or a folder, is left out."""
        names = self._by_reason.setdefault(reason, [])
        self._counts[reason] = self._counts.get(reason, 0) + 1
        if len(names) < MOST_NAMED:
            names.append(shown(name))

    def merge(self, other: "LeftOut") -> None:
        """Add everything that another one has collected."""
        for reason, names in other._by_reason.items():
            mine = self._by_reason.setdefault(reason, [])
            mine += names[: MOST_NAMED - len(mine)] if len(mine) < MOST_NAMED else []
            self._counts[reason] = self._counts.get(reason, 0) + other._counts[reason]

    def notes(self) -> tuple[str, ...]:
        """A sentence for each reason."""
        return tuple(
            f"left out {self._listed(names, self._counts[reason])}: {reason}"
            for reason, names in self._by_reason.items()
        )

    @staticmethod
    def _listed(names: list[str], count: int) -> str:
        more = count - len(names)
        return ", ".join(names) + (f" and {more} more" if more else "")
