"""Decides whether a result is still valid: a key made of the submission and of everything that graded it."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path

from autograder.grading import RUNTIME
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib.digest import Digest
from autograder.lib.files import all_files

TOOL = Path(__file__).resolve().parents[2]
FEEDBACK = Path("course", "feedback")
"""The room of the tool that makes feedback pages."""
FEEDBACK_KINDS = (".py", ".html", ".css")


def grader_version(lab: Lab, source: str) -> str:
    """A fingerprint of the grader: its code, the lab and its settings, torch's version, and the data.

    `source` is "embedded" or the path of the data, whose content counts and whose place does not.
    """
    digest = Digest()
    digest.add("torch", version("torch").encode())
    digest.add_files(_code(), TOOL)
    for path in sorted(lab.grading_files()):
        in_lab = path.is_relative_to(lab.root)
        digest.add(path.relative_to(lab.root if in_lab else lab.home).as_posix(), path.read_bytes())
    if source != "embedded":
        data = Path(source)
        for path in all_files(data) if data.is_dir() else [data]:
            with open(path, "rb") as file:
                digest.add(path.name, hashlib.file_digest(file, "sha256").digest())
    return digest.text()


def submission_key(submission: Submission, grader: str) -> str:
    """A fingerprint of a submission as it was read, and of the version of the grader."""
    digest = Digest()
    digest.add("grader", grader.encode())
    for path, data in sorted(submission.files.items()):
        digest.add(str(path), data)
    digest.add("notebook", submission.notebook or b"")
    digest.add("notes", json.dumps([submission.notebook is None, *submission.notes]).encode())
    return digest.text()


def _code() -> list[Path]:
    """The files of the tool that a result or a feedback page depends on."""
    runtime = [path for room in RUNTIME for path in all_files(TOOL / room) if path.suffix == ".py"]
    pages = [path for path in all_files(TOOL / FEEDBACK) if path.suffix in FEEDBACK_KINDS]
    return [*runtime, *pages]
