"""What a result depends on, part by part: fingerprints that say which kind of change moved somebody."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from autograder.grading import RUNTIME
from autograder.lab import Lab
from autograder.lib.digest import Digest
from autograder.lib.files import all_files

TOOL = Path(__file__).resolve().parents[2]
SUBMISSION = "submission"
DIGITS = 12
"""Of a fingerprint: enough to tell versions of one part from each other."""


def cases_of(question_id: str) -> str:
    """The name of the part that has the test cases of a question."""
    return f"tests of {question_id}"


def hints_of(question_id: str) -> str:
    """The name of the part that says what is wrong with a question, and gives no points."""
    return f"hints of {question_id}"


def to_regrade(old: Mapping[str, str], new: Mapping[str, str], questions: Iterable[str]) -> frozenset[str] | None:
    """The questions whose own parts alone have changed; None where something else has, or nothing is known."""
    if not old or not new:
        return None
    own = {part: name for name in questions for part in (cases_of(name), hints_of(name))}
    changed = {part for part in old.keys() | new.keys() if old.get(part) != new.get(part)}
    return frozenset(own[part] for part in changed) if changed <= own.keys() else None


def grader_parts(lab: Lab, source: str) -> dict[str, str]:
    """The parts of a grader by name, each with its whole fingerprint; the submission is one more part of a result.

    `source` is "embedded" or the path of the data, whose content counts and whose place does not.
    """
    questions = [question.id for question in (*lab.settings.questions, *lab.settings.left_out)]
    tests = {lab.test_file(name): cases_of(name) for name in questions}
    found: dict[str, Digest] = {}
    for path in sorted(lab.grading_files()):
        in_lab = path.is_relative_to(lab.root)
        place = path.relative_to(lab.root if in_lab else lab.home).as_posix()
        found.setdefault(_part(path, lab, tests), Digest()).add(place, path.read_bytes())
    judge = found.setdefault("judge", Digest())
    judge.add_files([path for room in RUNTIME for path in all_files(TOOL / room) if path.suffix == ".py"], TOOL)
    found.setdefault("torch", Digest()).add("torch", version("torch").encode())
    if source != "embedded":
        for path in all_files(Path(source)) if Path(source).is_dir() else [Path(source)]:
            with open(path, "rb") as file:
                found.setdefault("data", Digest()).add(path.name, hashlib.file_digest(file, "sha256").digest())
    return {name: digest.text() for name, digest in sorted(found.items())}


def shortened(parts: Mapping[str, str]) -> dict[str, str]:
    """Parts as results have them."""
    return {name: fingerprint[:DIGITS] for name, fingerprint in parts.items()}


def _part(path: Path, lab: Lab, tests: dict[Path, str]) -> str:
    """Which part of the grader a file of the lab belongs to."""
    if path in tests:
        return tests[path]
    if path == lab.settings_file:
        return "lab.toml"
    if path.is_relative_to(lab.package) or path == lab.handout_stamp:
        return "solution"
    for folder in (lab.mistakes, lab.families, lab.steps, lab.properties, lab.signs, lab.signatures):
        if path.is_relative_to(folder):
            return hints_of(path.relative_to(folder).parts[0].partition(".")[0])
    return "notebook" if path in (lab.given_notebook, lab.solution_notebook) else "fixtures"
