"""What has been found in a submission, before anything is read: code, archives, and the names of the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from autograder.grading.submission.kinds import (
    ALSO_ARCHIVES,
    IS_ARCHIVE,
    IS_CODE,
    IS_NOTEBOOK,
    START,
    environments,
    installed_in,
    is_archive,
    is_clutter,
    is_code,
    kind_of,
    may_be_called_otherwise,
    what_is_not_read,
)
from autograder.grading.submission.limits import MOST_LOOKED_INTO, MOST_OTHERS, LeftOut, why_unusable

IS_ENVIRONMENT = "installed packages are not graded"
IS_EMPTY = "it is empty"


class Unusable(Exception):
    """A file, or a whole archive, cannot be used; the text is the reason."""


class TooMuch(Unusable):
    """An archive takes too much time or memory."""


@dataclass(frozen=True)
class Found:
    """A file that has been found; `read(size)` gives at most `size` bytes, and raises `Unusable`.

    `place` is where it lies on the disk, and None for a file in an archive. `size` is what is claimed.
    """

    path: PurePosixPath
    size: int
    read: Callable[[int], bytes]
    place: Path | None = None


@dataclass
class Contents:
    """Collects what a submission holds.

    `others` are files that are neither code nor an archive that is read, and what they are, such as "a PDF".
    `looked_into` counts files that are neither by their names, and of which the content has been looked at.
    """

    left_out: LeftOut = field(default_factory=LeftOut)
    code: list[Found] = field(default_factory=list)
    archives: list[Found] = field(default_factory=list)
    others: dict[PurePosixPath, str] = field(default_factory=dict)
    environments: set[PurePosixPath] = field(default_factory=set)
    looked_into: int = 0

    def wants(self, path: PurePosixPath) -> bool:
        """Whether a file is code or an archive, or may be, with a usable name, and lies where people write.

        What is not is noted, or remembered.
        """
        if is_clutter(path) or path.name.startswith("._"):
            return False
        if (packages := installed_in(path.parent)) is not None:
            self.add_environment(packages)
            return False
        if not (is_code(path.name) or is_archive(path.name)):
            self.looked_into += may_be_called_otherwise(path.name)
            if not may_be_called_otherwise(path.name) or self.looked_into > MOST_LOOKED_INTO or why_unusable(path):
                self.add_other(path)
                return False
        elif reason := why_unusable(path):
            self.left_out.add(path, reason)
            return False
        return True

    def add(self, found: Found) -> None:
        """Note a file that `wants` approves, as what it is by its content."""
        name = found.path.name
        try:
            start = found.read(START) if may_be_called_otherwise(name) else b""
        except Unusable as reason:
            self.left_out.add(found.path, str(reason))
            return
        kind, what = kind_of(name, start)
        if kind == IS_CODE:
            self.code.append(found)
        elif kind == IS_NOTEBOOK:
            self.code.append(replace(found, path=found.path.with_suffix(".ipynb")))
        elif not start and (what or kind == IS_ARCHIVE):
            self.left_out.add(found.path, IS_EMPTY)
        elif kind == IS_ARCHIVE:
            self.archives.append(found)
        else:
            self.add_other(found.path, what)

    def refuse(self, path: PurePosixPath, reason: str) -> None:
        """Note that a file that `wants` approves cannot be read, if it is code or an archive by its name."""
        if is_code(path.name) or is_archive(path.name):
            self.left_out.add(path, reason)
        else:
            self.add_other(path)

    def add_other(self, path: PurePosixPath, what: str = "") -> None:
        """Remember a file that is no code; there is more room for what may hold a student's work."""
        what = what or what_is_not_read(path.name)
        if len(self.others) < (2 * MOST_OTHERS if what else MOST_OTHERS) and not why_unusable(path):
            self.others[path] = what

    def is_something_else(self, archive: PurePosixPath) -> bool:
        """Whether an archive without code is something else by its name, such as a Word document; notes it then."""
        if archive.suffix.lower() not in ALSO_ARCHIVES or is_archive(archive.name):
            return False
        self.add_other(archive)
        return True

    def add_environment(self, folder: PurePosixPath) -> None:
        """Note a folder of installed packages, once."""
        if folder not in self.environments and not any(folder.is_relative_to(known) for known in self.environments):
            self.environments.add(folder)
            self.left_out.add(f"{folder}/", IS_ENVIRONMENT)

    def without_environments(self, paths: Iterable[PurePosixPath]) -> None:
        """Drop what lies in environments, which all paths of the submission show."""
        roots = environments(paths)
        for root in sorted(roots, key=lambda root: len(root.parts)):
            for kind in (self.code, self.archives):
                kept = [found for found in kind if not found.path.is_relative_to(root)]
                if len(kept) < len(kind):
                    self.add_environment(root)
                    kind[:] = kept
