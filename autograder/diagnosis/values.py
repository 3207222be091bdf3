"""What every test sees of every mistake of the catalogue: the release finds it out once, so that no judge has to."""

import hashlib
import json
import warnings
from pathlib import Path
from typing import Any

import torch

from autograder.config import ASSIGNMENT, QUESTIONS, VALUES, load_config
from autograder.diagnosis.catalogue import CATALOGUE, load_catalogue, replayed_mistakes
from autograder.diagnosis.diagnose import Diagnostician, Known, Observation, compared_cases, unfinished_parts
from autograder.diagnosis.view import Plans, solution_plan
from autograder.grade import CaseResult
from autograder.judge.casefile import public_cases

DIGITS = 12
"""Of each float: more than a comparison looks at."""


def load_values(path: Path = VALUES) -> Known:
    """What a release found out; nothing where that was of other sources than those that are here."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if raw["stamp"] != stamp(solution_plan):
        return {}
    return {
        (entry["question"], *entry["mistakes"]): {
            name: Observation(CaseResult(name, 0, False, case["passed"]), tuple(case["events"]))
            for name, case in entry["cases"].items()
        }
        for entry in raw["seen"]
    }


def values_text(plans: Plans, path: Path = VALUES) -> str:
    """The text of the file `mistakes.json` of the solutions, for a notebook with these plans.

    It stays that of the file at `path` where this stands for the same sources: the last digit differs between machines.
    """
    current = stamp(plans)
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    if known and json.loads(known)["stamp"] == current:
        return known
    seen = [
        {"question": question, "mistakes": mistakes, "cases": {name: _entry(case) for name, case in cases.items()}}
        for (question, *mistakes), cases in find_values(plans).items()
    ]
    return _to_text({"stamp": current, "seen": seen})


def public_text(values: str) -> str:
    """The text of `tests/mistakes.json` for students: each mistake that fails a public case, and what these see."""
    entries = []
    seen = {tuple(entry["mistakes"]): entry["cases"] for entry in json.loads(values)["seen"]}
    for mistake in load_catalogue():
        public = {case.name for case in public_cases(mistake.question)}
        cases = seen.get((mistake.id,), {})  # nothing of a mistake that nobody may run
        failed = {name: case["events"] for name, case in cases.items() if name in public and not case["passed"]}
        if failed:
            about = {"question": mistake.question, "title": mistake.title, "hint": mistake.hint}
            entries.append(about | {"failed": failed})
    return _to_text({"mistakes": entries})


def stamp(plans: Plans) -> str:
    """Stands for all that the values depend on."""
    digest = hashlib.sha256()
    for folder in (CATALOGUE, QUESTIONS, ASSIGNMENT / "lab3"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for question in load_config().questions:
        if question.notebook:
            digest.update(repr(plans(question.id).cells).encode())
    return digest.hexdigest()


def find_values(plans: Plans) -> Known:
    """Run the cases of each question on the reference, with each of its mistakes, and without each of its functions."""
    torch.set_num_threads(1)  # the models are small, and so is the last digit that depends on it
    finder = Diagnostician(plans=plans)
    for question in load_config().questions:
        mistakes = replayed_mistakes(question.id)
        with warnings.catch_warnings(action="ignore"):  # what torch thinks of wrong code
            for changed in ((), *((part,) for part in [*mistakes, *unfinished_parts(mistakes)])):
                finder.known_of(question, changed, compared_cases(question))
    return finder.known


def _entry(case: Observation) -> dict[str, Any]:
    return {"passed": case.result.passed, "events": _rounded(list(case.events))}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def _to_text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
