"""The lab of this project, and submissions to it. Importing this file is cheap: torch comes with the first sample."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.grading.submission.read import Submission
from autograder.lab import Lab, open_lab
from support.lazy import lazy

catalogue = lazy("autograder.grading.diagnosis.catalogue")
samples = lazy("autograder.authoring.verification.samples")

ROOT = Path(__file__).resolve().parents[2]
LAB = open_lab(ROOT / "assignment")
SETTINGS = LAB.settings
IDS = [question.id for question in SETTINGS.questions]
TOTAL = 90
"""The points that the lab's tests give."""


@cache
def reference() -> Submission:
    """The complete solution."""
    return samples.reference(LAB).submission


@cache
def starter() -> Submission:
    """The unchanged starter code."""
    return samples.starter(LAB).submission


def mistaken(name: str) -> Submission:
    """The complete solution with one mistake of the catalogue in it, such as "causal_mask/sees_one_ahead"."""
    return samples.mistaken(LAB, mistakes()[name]).submission


@cache
def mistakes() -> dict[str, Any]:
    """The catalogue by id."""
    return {mistake.id: mistake for mistake in catalogue.load_catalogue(LAB)}


def with_files(files: dict[str, str | bytes], submission: Submission | None = None) -> Submission:
    """A submission with other files in its package; that of the reference if none is named."""
    submission = submission or reference()
    data = {PurePosixPath(name): as_bytes(content) for name, content in files.items()}
    return replace(submission, files=submission.files | data)


def as_bytes(content: str | bytes) -> bytes:
    """A text in UTF-8, also where it cannot be printed."""
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def part(*ids: str, **limits: Any) -> Lab:
    """The lab with these questions alone, and with other limits."""
    questions = tuple(SETTINGS.question(name) for name in ids)
    left_out = tuple(question for question in SETTINGS.questions if question.id not in ids)
    limits_then = replace(SETTINGS.limits, **limits)
    return replace(LAB, settings=replace(SETTINGS, questions=questions, left_out=left_out, limits=limits_then))


def autograder(*arguments: Any, folder: Path | None = None, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run `autograder` as a command of its own."""
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder or ROOT, env=with_environment(environment), capture_output=True, text=True
    )


def with_environment(more: dict[str, str]) -> dict[str, str] | None:
    """The environment of this process with more in it; None where there is no more."""
    return os.environ | more if more else None


def copy_of(tree: Path, target: Path, ignored: Iterable[str] = ()) -> Path:
    """A copy of a folder, without what Python leaves behind."""
    return shutil.copytree(tree, target, ignore=shutil.ignore_patterns("__pycache__", *ignored), dirs_exist_ok=True)
