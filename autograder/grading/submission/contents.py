"""What has been found in a submission, before anything is read: code, archives, and the names of the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.grading.submission.kinds import (
    environments,
    installed_in,
    is_archive,
    is_clutter,
    is_code,
    what_is_not_read,
)
from autograder.grading.submission.limits import MOST_OTHERS, LeftOut, why_unusable

IS_ENVIRONMENT = "installed packages are not graded"


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
    """Collects what a submission holds. `others` are files that are neither code nor an archive that is read."""

    left_out: LeftOut = field(default_factory=LeftOut)
    code: list[Found] = field(default_factory=list)
    archives: list[Found] = field(default_factory=list)
    others: list[PurePosixPath] = field(default_factory=list)
    environments: set[PurePosixPath] = field(default_factory=set)

    def wants(self, path: PurePosixPath) -> bool:
        """Whether a file is code or an archive, with a usable name, and lies where people write.

        What is not is noted, or remembered.
        """
        if is_clutter(path) or path.name.startswith("._"):
            return False
        if (packages := installed_in(path.parent)) is not None:
            self.add_environment(packages)
            return False
        if not (is_code(path.name) or is_archive(path.name)):
            self.add_other(path)
            return False
        if reason := why_unusable(path):
            self.left_out.add(path, reason)
        return not reason

    def add(self, found: Found) -> None:
        """Note a file that `wants` approves."""
        (self.code if is_code(found.path.name) else self.archives).append(found)

    def add_other(self, path: PurePosixPath) -> None:
        """Remember a file that is no code; there is more room for what may hold a student's work."""
        most = 2 * MOST_OTHERS if what_is_not_read(path.name) else MOST_OTHERS
        if len(self.others) < most and not why_unusable(path):
            self.others.append(path)

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
