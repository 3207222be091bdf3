"""Says whether a result is still the right one: a key made of the submission and of all that graded it."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from autograder.config import ASSIGNMENT, NOTEBOOK, ROOT, SOLUTIONS, STUDENT_RELEASE, VALUES, LabConfig, load_config
from autograder.submission import Submission

GRADING = ("batch", "diagnosis", "feedback", "judge", "mistakes", "questions", "sandbox")
"""The packages of `autograder` that have a part in a result."""


@cache
def grader_version(source: str) -> str:
    """A SHA-256 of the grader: its code, the lab and its settings, torch's version, and the stories.

    `source` is "embedded", or the path of stories, whose content counts and whose place does not.
    """
    digest = hashlib.sha256(version("torch").encode())
    for path in _grader_files(load_config()):
        _add(digest, path.relative_to(ROOT).as_posix(), path.read_bytes())
    if source != "embedded":
        stories = Path(source)
        for path in sorted(stories.rglob("*")) if stories.is_dir() else [stories]:
            if path.is_file():
                with open(path, "rb") as file:
                    _add(digest, path.name, hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def submission_key(submission: Submission, grader: str) -> str:
    """A SHA-256 of a submission as it was read, and of the version of the grader."""
    digest = hashlib.sha256(grader.encode())
    for path, data in sorted(submission.files.items()):
        _add(digest, str(path), data)
    _add(digest, "notebook", submission.notebook or b"")
    _add(digest, "notes", json.dumps([submission.notebook is None, *submission.notes]).encode())
    return digest.hexdigest()


def _grader_files(config: LabConfig) -> list[Path]:
    """All that a result or a feedback page depends on; not what makes releases, classes and reports."""
    grader, package = ROOT / "autograder", ASSIGNMENT / config.package
    folders = [*(grader / name for name in GRADING), package]
    code = [*grader.glob("*.py"), *(path for folder in folders for path in folder.rglob("*.py"))]
    pages = [path for kind in ("html", "css") for path in (grader / "feedback").glob(f"*.{kind}")]
    lab = [
        *package.glob("stories/*"),
        ASSIGNMENT / "lab.toml",
        VALUES,
        STUDENT_RELEASE / NOTEBOOK,
        SOLUTIONS / NOTEBOOK,
    ]
    return sorted([*code, *pages, *lab])


def _add(digest: "hashlib._Hash", name: str, data: bytes) -> None:
    """Names and contents with their lengths, so that no two lists of files look the same."""
    for part in (name.encode("utf-8", "surrogatepass"), data):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
