"""Finds the lab's package and notebook in what a student handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from autograder.grading.submission.files import files_of, loose_files
from autograder.grading.submission.limits import MOST_NAMED, shown
from autograder.lab.settings import Settings
from autograder.lib.errors import SubmissionError

MAX_DEPTH = 2
"""How many folders down the package may lie."""
TESTS = "tests"
"""The folder of the public tests, whose files are named after modules."""


@dataclass(frozen=True)
class Submission:
    """The Python files of the package, by path within it, and the notebook, if there is one.

    `notes` say what was left out, and why.
    """

    files: dict[PurePosixPath, bytes]
    notebook: bytes | None = None
    notes: tuple[str, ...] = ()

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
    """Read a folder or a zip that holds the package at any depth up to two.

    Raises `SubmissionError` where there is nothing at `path`. Whatever else is wrong becomes a note: of an empty
    submission for a damaged zip or a missing package, and otherwise of a submission without the files that cannot be
    used.
    """
    try:
        if not path.exists():
            raise SubmissionError(f"there is no submission at {path}")
        files, notes = files_of(path, settings)
    except SubmissionError:
        raise
    except Exception as error:  # a hostile zip makes `zipfile` raise almost anything
        return unreadable(
            f"{shown(path.name)} cannot be read ({_reason(error)}): it should be a folder or an intact zip"
        )
    return with_notes(find_package(files, settings), notes)


def read_loose_files(paths: Mapping[PurePosixPath, Path], settings: Settings) -> Submission:
    """Read single files as if they lay in one folder under these names; what is no code is left out."""
    files, notes = loose_files(paths, settings)
    return with_notes(find_package(files, settings), notes)


def unreadable(sentence: str) -> Submission:
    """A submission in which there is nothing to grade, because it cannot be read."""
    return Submission({}, notes=(sentence,))


def with_notes(submission: Submission, notes: tuple[str, ...]) -> Submission:
    """A submission with more notes, before its own."""
    return replace(submission, notes=notes + submission.notes)


def find_package(files: dict[PurePosixPath, bytes], settings: Settings) -> Submission:
    """The package among these files: the folder of its name, or else one that holds its modules."""
    modules = {f"{name}.py" for name in settings.student_modules}
    found: dict[PurePosixPath, int] = {}
    for path in files:
        if path.name in modules and len(path.parent.parts) <= MAX_DEPTH + 1 and path.parent.name != TESTS:
            found[path.parent] = found.get(path.parent, 0) + 1
    if not found:
        wanted = f"{settings.package}/ with {', '.join(sorted(modules))}"
        nothing = (f"no package found: the submission should hold a folder {wanted}",)
        return Submission({}, find_notebook(files, PurePosixPath(settings.package), settings), nothing)

    def preference(folder: PurePosixPath) -> tuple[bool, int, int, str]:
        return (folder.name != settings.package, len(folder.parts), -found[folder], str(folder))

    best, *others = sorted(found, key=preference)
    same = [other for other in others if other.name == best.name]
    notes = tuple(f"graded {shown(best)}/, left out {shown(other)}/" for other in same[:MOST_NAMED])
    package = {path.relative_to(best): files[path] for path in files if path.is_relative_to(best)}
    return Submission(
        {path: data for path, data in package.items() if path.suffix == ".py"},
        find_notebook(files, best, settings),
        notes,
    )


def find_notebook(files: dict[PurePosixPath, bytes], package: PurePosixPath, settings: Settings) -> bytes | None:
    """The notebook of a submission: the one of the right name, beside the package rather than elsewhere."""
    found = [path for path in files if path.suffix == ".ipynb"]

    def preference(path: PurePosixPath) -> tuple[bool, bool, int, str]:
        return (path.name != settings.notebook, path.parent != package.parent, len(path.parts), str(path))

    return files[min(found, key=preference)] if found else None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return str(error.strerror)
    return shown(str(error) or type(error).__name__)
