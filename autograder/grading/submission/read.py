"""Finds the lab's package and notebook in what a student handed in."""

import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.lab.settings import Settings
from autograder.lib.errors import SubmissionError

MAX_DEPTH = 2
"""How many folders down the package may lie."""
MAX_NAME = 200
"""Bytes in the name of a file or folder."""
TESTS = "tests"
"""The folder of the public tests, whose files are named after modules."""
SKIPPED = {"__pycache__", "__MACOSX", ".git", ".ipynb_checkpoints", ".venv"}


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

    Raises `SubmissionError` where there is nothing at `path`. Whatever else is wrong, such as a damaged
    zip or a missing package, becomes a note of an empty submission.
    """
    if not path.exists():
        raise SubmissionError(f"there is no submission at {path}")
    try:
        files = _read_folder(path, settings) if path.is_dir() else _read_zip(path, settings)
    except Exception as error:  # a hostile zip makes `zipfile` raise almost anything
        return Submission({}, notes=(f"{path.name} cannot be read ({error}): it should be a folder or an intact zip",))
    return find_package(files, settings)


def read_loose_files(paths: Mapping[PurePosixPath, Path], settings: Settings) -> Submission:
    """Read single files as if they lay in one folder under these names; what is no code is left out."""
    wanted = {name: path for name, path in paths.items() if _wanted(name)}
    try:
        return find_package(_read_files(wanted, settings), settings)
    except (OSError, ValueError) as error:
        return Submission({}, notes=(f"the files cannot be read ({error})",))


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
    notes = tuple(f"graded {best or '.'}/, left out {other}/" for other in others if other.name == best.name)
    package = {
        path.relative_to(best): files[path]
        for path in files
        if path.is_relative_to(best) and not files.keys() & set(path.parents)  # no folder has the name of a file
    }
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


def _wanted(path: PurePosixPath) -> bool:
    """Whether a file is code, lies where code lies, and has a name that any file system takes."""
    plain = all(part.isprintable() and len(part.encode("utf-8", "replace")) <= MAX_NAME for part in path.parts)
    return plain and path.suffix in {".py", ".ipynb"} and not {"..", *SKIPPED}.intersection(path.parts)


def _read_folder(folder: Path, settings: Settings) -> dict[PurePosixPath, bytes]:
    return _read_files(dict(_files_of(folder)), settings)


def _files_of(folder: Path) -> Iterator[tuple[PurePosixPath, Path]]:
    """The regular files of code in a folder, in order, by path within it."""
    for root, folders, names in os.walk(folder):  # follows no links
        folders[:] = sorted(set(folders) - SKIPPED)
        for name in sorted(names):
            path = Path(root, name)
            relative = PurePosixPath(*path.relative_to(folder).parts)
            if _wanted(relative) and stat.S_ISREG(path.lstat().st_mode):
                yield relative, path


def _read_files(paths: Mapping[PurePosixPath, Path], settings: Settings) -> dict[PurePosixPath, bytes]:
    files: dict[PurePosixPath, bytes] = {}
    left = settings.limits.unpacked_megabytes << 20
    for name, path in paths.items():
        left -= path.stat().st_size
        _check_limits(len(files), left, settings)
        files[name] = path.read_bytes()
    return files


def _read_zip(path: Path, settings: Settings) -> dict[PurePosixPath, bytes]:
    files: dict[PurePosixPath, bytes] = {}
    left = settings.limits.unpacked_megabytes << 20
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            relative = PurePosixPath(entry.filename.replace("\\", "/"))
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            if entry.is_dir() or is_link or relative.is_absolute() or not _wanted(relative):
                continue
            with archive.open(entry) as packed:
                data = packed.read(left + 1)  # what is really there, not what the entry claims
            left -= len(data)
            _check_limits(len(files), left, settings)
            files[relative] = data
    return files


def _check_limits(n_files: int, bytes_left: int, settings: Settings) -> None:
    if n_files >= settings.limits.files:
        raise ValueError(f"more than {settings.limits.files} files of code")
    if bytes_left < 0:
        raise ValueError(f"more than {settings.limits.unpacked_megabytes} MB of code")
