"""Lays a submission out for the sandbox: the student's modules, and everything else as in the starter code."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.grading.judge.harness import CHECKS, write_checks
from autograder.grading.sandbox.forkserver.client import let_workers_read
from autograder.grading.submission.read import Submission
from autograder.lab import Lab


@contextlib.contextmanager
def staged(submission: Submission, lab: Lab, below: Path | None = None) -> Iterator[Path]:
    """A temporary folder with the package and the checks, below a folder or where temporary files are.

    A given module that a student changed is not used. Extra modules of the student's are.
    """
    with tempfile.TemporaryDirectory(prefix="lab-", dir=below, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        let_workers_read(folder)
        write_checks(lab, folder / CHECKS)
        package = folder / lab.settings.package
        package.mkdir()
        for given in lab.given_modules:
            shutil.copyfile(lab.package / given, package / given)
        for path, data in submission.files.items():
            if str(path) not in lab.given_modules:
                target = package / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
        yield folder
