"""Finds the lab's package and notebook in what a student handed in."""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.grading.submission.contents import Unusable
from autograder.grading.submission.files import NotRead, ReadFiles, files_of, files_of_uploads
from autograder.grading.submission.limits import shown
from autograder.grading.submission.package import choose, has_work
from autograder.lab.settings import Settings
from autograder.lib.errors import SubmissionError

MOST_BRANCHES = 20
MOST_OF_REFS = 1 << 16
"""Bytes that are read of a clone's list of branches."""


@dataclass(frozen=True)
class Submission:
    """The Python files of the package, by path within it, and the notebook, if there is one.

    `notes` say what was left out, and why. `doubts` are those of them that a person should look at: because work was
    found where it does not belong, or because what was handed in cannot be graded.
    """

    files: dict[PurePosixPath, bytes]
    notebook: bytes | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def why_empty(self) -> str:
        """Why there is nothing to grade; empty where there is something."""
        return "" if self.files or self.notebook else "; ".join(self.notes)

    def write_to(self, folder: Path, package: str, notebook: str) -> None:
        """Write it as a folder that a student could have handed in; `notebook` is the name of that file."""
        files = {Path(package) / path: data for path, data in self.files.items()}
        if self.notebook is not None:
            files[Path(notebook)] = self.notebook
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)


def read_submission(path: Path, settings: Settings) -> Submission:
    """Read a folder, an archive or a single file of code; the package may lie in folders and archives in it.

    Raises `SubmissionError` where there is nothing at `path`. Whatever else is wrong becomes a note: of an empty
    submission for a damaged zip or a missing package, and otherwise of a submission without the files that cannot be
    used.
    """
    try:
        if not path.exists():
            raise SubmissionError(f"there is no submission at {path}")
        found = files_of(path, settings)
    except SubmissionError:
        raise
    except NotRead as error:
        wanted = f"{settings.package}/ and {settings.notebook}"
        return unreadable(f"{shown(path.name)} is {error}, which is not read: ask for {wanted} in a zip")
    except Exception as error:  # a hostile zip makes `zipfile` raise almost anything
        again = "" if isinstance(error, Unusable | OSError) else ": it is damaged, ask for it again"
        return unreadable(f"{shown(path.name)} cannot be read ({_reason(error)}){again}")
    return _with_branches(_submission(found, settings), path, settings)


def read_uploads(uploads: Mapping[PurePosixPath, Path], settings: Settings) -> Submission:
    """Read several uploads of one student, the oldest first, as if they lay in one folder under these names.

    Each is a folder, an archive or a file; an archive is unpacked into a folder of its name.
    """
    latest = tuple(name.parts[0] for name in reversed(list(uploads)) if name.parts)
    return _submission(files_of_uploads(uploads, settings), settings, latest)


def unreadable(sentence: str) -> Submission:
    """A submission in which there is nothing to grade, because it cannot be read."""
    return Submission({}, notes=(sentence,), doubts=(sentence,))


def with_notes(submission: Submission, notes: tuple[str, ...], doubts: tuple[str, ...] = ()) -> Submission:
    """A submission with more notes, before its own; doubts are also notes."""
    return replace(submission, notes=notes + doubts + submission.notes, doubts=doubts + submission.doubts)


def _submission(found: ReadFiles, settings: Settings, latest: tuple[str, ...] = ()) -> Submission:
    choice = choose(found.files, found.others, settings, latest)
    notes = (*found.notes, *choice.notes, *choice.doubts)
    return Submission(choice.files, choice.notebook, tuple(dict.fromkeys(notes)), choice.doubts)


def _with_branches(submission: Submission, folder: Path, settings: Settings) -> Submission:
    """With a doubt where nothing has been written, and the clone of a repository has other branches."""
    if has_work(submission.files, settings) or not (folder / ".git").is_dir() or (folder / ".git").is_symlink():
        return submission
    here, others = _branches(folder / ".git")
    if not others:
        return submission
    return with_notes(
        submission, (), (f"graded the branch {here}, which has no work; there are other branches: {', '.join(others)}",)
    )


def _branches(git: Path) -> tuple[str, list[str]]:
    """The branch that is checked out in a clone, and the others, as far as plain files say so.

    Source: gitrepository-layout(5).
    """
    here = _start_of(git / "HEAD").removeprefix("ref: refs/heads/").strip() or "that is checked out"
    names = {line.partition("refs/")[2] for line in _start_of(git / "packed-refs").splitlines() if "refs/" in line}
    for kind in ("heads", "remotes/origin"):
        with contextlib.suppress(OSError), os.scandir(git / "refs" / kind) as entries:
            names |= {f"{kind}/{entry.name}" for entry, _ in zip(entries, range(MOST_BRANCHES), strict=False)}
    branches = {
        name.removeprefix(kind)
        for name in names
        for kind in ("heads/", "remotes/origin/")
        if name.startswith(kind) and not name.endswith("/HEAD")
    }
    return shown(here), [shown(name) for name in sorted(branches - {here})][:MOST_BRANCHES]


def _start_of(path: Path) -> str:
    """The start of an ordinary file; empty where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with open(descriptor, "rb") as file:
            return file.read(MOST_OF_REFS).decode("utf-8", "replace")
    except OSError:
        return ""


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error.strerror)
    if isinstance(error, Unusable):
        return shown(str(error))
    return shown(str(error) or type(error).__name__)
