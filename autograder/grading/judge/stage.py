"""Lays a submission out for the sandbox: the student's modules, and everything else as in the starter code."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from autograder.grading.judge.harness import CHECKS, write_checks
from autograder.grading.sandbox.forkserver.client import let_workers_read
from autograder.grading.submission.limits import LeftOut, key_of, why_unusable
from autograder.grading.submission.read import Submission
from autograder.lab import Lab


@contextlib.contextmanager
def staged(submission: Submission, lab: Lab, below: Path | None = None) -> Iterator[Path]:
    """A temporary folder with the package and the checks, below a folder or where temporary files are.

    It has the student's files of `files_to_stage`, beside the lab's given modules.
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

    A given module that a student changed is not used, without a note. Nothing takes the place of a module: no folder
    has its name, and no file a name that some system takes for it. Extra modules of the student's are used.
    """
    files, left_out = {}, LeftOut()
    given = {key_of(PurePosixPath(name)) for name in lab.given_modules}
    modules = given | {key_of(path) for path in submission.files if len(path.parts) == 1}
    stems = {(PurePosixPath(name).stem,) for (name,) in modules}
    taken: set[tuple[str, ...]] = set()
    for path, data in submission.files.items():
        key = key_of(path)
        if str(path) in lab.given_modules:
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
    return files, left_out.notes()
