"""Lays a submission out for the sandbox: the student's modules, and everything else as in the starter code."""

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder.grading.judge.harness import CHECKS, write_checks
from autograder.grading.sandbox.forkserver.client import let_workers_read
from autograder.grading.submission.limits import MOST_NAMED, LeftOut, key_of, shown, why_unusable
from autograder.grading.submission.read import Submission
from autograder.lab import Lab

DEFINES = re.compile(rb"^(?:async def|def|class)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
"""A function or class of a module."""
OURS_LACKS = "is a given file, graded with ours, which does not define"
"""In a note on code that nobody runs, and that a student's modules may need."""


@contextlib.contextmanager
def staged(submission: Submission, lab: Lab, below: Path | None = None) -> Iterator[Path]:
    """A temporary folder with the package and the checks, below a folder or where temporary files are.

    It has the student's files of `files_to_stage` and the lab's given modules.
    """
    with tempfile.TemporaryDirectory(prefix="lab-", dir=below, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        let_workers_read(folder)
        write_checks(lab, folder / CHECKS)
        package = folder / lab.settings.package
        package.mkdir()
        for given in lab.given_modules:
            shutil.copyfile(lab.package / given, package / given)
        for path, data in files_to_stage(submission, lab)[0].items():
            target = package / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield folder


def files_to_stage(submission: Submission, lab: Lab) -> tuple[dict[PurePosixPath, bytes], tuple[str, ...]]:
    """The student's files that take part in a grade, and notes on those that do not.

    A given module that a student changed is not used, and named. Nothing takes the place of a module: no folder
    has its name, and no file a name that some system takes for it. Extra modules of the student's are used.
    """
    files, left_out = {}, LeftOut()
    given = {key_of(PurePosixPath(name)) for name in lab.given_modules}
    modules = given | {key_of(path) for path in submission.files if len(path.parts) == 1}
    stems = {(PurePosixPath(name).stem,) for (name,) in modules}
    taken: set[tuple[str, ...]] = set()
    given_too: dict[str, bytes] = {}
    for path, data in submission.files.items():
        key = key_of(path)
        if str(path) in lab.given_modules:
            given_too[path.name] = data
            continue
        if reason := why_unusable(path):
            left_out.add(path, reason)
        elif len(key) > 1 and (key[:1] in modules or key[:1] in stems):
            left_out.add(path, f"its folder has the name of a module of {lab.settings.package}/")
        elif key in given or key in taken:
            left_out.add(path, "a module has the same name, but for upper and lower case or accents")
        elif any(key[:length] in taken for length in range(1, len(key))):
            left_out.add(path, "it lies in a folder that has the name of a file")
        else:
            taken.add(key)
            files[path] = data
    return files, (*left_out.notes(), *given_changed(given_too, lab))


def given_changed(files: dict[str, bytes], lab: Lab) -> list[str]:
    """Notes on given modules that are not as in the starter code, and on what is defined in them in addition."""
    differ, notes = [], []
    for name, data in sorted(files.items()):
        ours = _text((lab.package / name).read_bytes())
        added = set(DEFINES.findall(_text(data))) - set(DEFINES.findall(ours))
        if added:
            listed = ", ".join(shown(found.decode()) for found in sorted(added)[:MOST_NAMED])
            notes.append(f"{name} {OURS_LACKS} {listed}: put code of one's own into another file")
        elif _text(data) != ours:
            differ.append(name)
    return [*notes, *([f"graded with ours, since given files differ: {', '.join(differ)}"] if differ else [])]


def _text(data: bytes) -> bytes:
    """The content of a file, whatever its line ends and a byte order mark are."""
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip()
