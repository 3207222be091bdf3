"""Decides whether a result is still valid: a key made of the submission and of everything that graded it."""

import json
from collections.abc import Mapping
from pathlib import Path

from autograder.course.regrades.parts import TOOL, grader_parts
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lib.digest import Digest
from autograder.lib.files import all_files

FEEDBACK = Path("course", "feedback")
"""The room of the tool that makes feedback pages."""
FEEDBACK_KINDS = (".py", ".html", ".css")


def grader_version(lab: Lab, source: str) -> str:
    """A fingerprint of the grader with its feedback pages: see `grader_parts`."""
    return version_of(grader_parts(lab, source))


def version_of(parts: Mapping[str, str]) -> str:
    """A fingerprint of a grader with these parts, and of the feedback pages."""
    digest = Digest()
    for name, fingerprint in parts.items():
        digest.add(name, fingerprint.encode())
    digest.add_files([path for path in all_files(TOOL / FEEDBACK) if path.suffix in FEEDBACK_KINDS], TOOL)
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
