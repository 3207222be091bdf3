"""Finds out what each test sees of each mistake of the catalogue, once, so that no judge has to: its signature."""

import json
import warnings
from typing import Any

import torch

from autograder.grading.cases.case import public_cases
from autograder.grading.cases.observe import Observation
from autograder.grading.diagnosis.catalogue import load_catalogue, replayed_mistakes
from autograder.grading.diagnosis.changed_lab import Plans
from autograder.grading.diagnosis.diagnose import Diagnostician, Known, compared_cases, unfinished_parts
from autograder.grading.diagnosis.precomputed import stamp
from autograder.lab import Lab

DIGITS = 12
"""Of each float that is written: more than a comparison looks at."""


def values_text(lab: Lab, plans: Plans) -> str:
    """The text of the file `mistakes.json` of the solutions, for a notebook with these plans.

    Where the lab's current file belongs to the same sources, its text is kept: the last digit differs between machines.
    """
    current = stamp(lab, plans)
    known = lab.precomputed.read_text(encoding="utf-8") if lab.precomputed.exists() else ""
    if known and json.loads(known)["stamp"] == current:
        return known
    seen = [
        {"question": question, "mistakes": mistakes, "cases": {name: _entry(case) for name, case in cases.items()}}
        for (question, *mistakes), cases in find_values(lab, plans).items()
    ]
    return _to_text({"stamp": current, "seen": seen})


def public_text(lab: Lab, values: str) -> str:
    """The text of `tests/mistakes.json` for students: each mistake that fails a public case, and what these see."""
    entries = []
    seen = {tuple(entry["mistakes"]): entry["cases"] for entry in json.loads(values)["seen"]}
    for mistake in load_catalogue(lab):
        public = {case.name for case in public_cases(lab.test_file(mistake.question))}
        cases = seen.get((mistake.id,), {})  # nothing of a mistake that nobody may run
        failed = {name: case["events"] for name, case in cases.items() if name in public and not case["passed"]}
        if failed:
            about = {"question": mistake.question, "title": mistake.title, "hint": mistake.hint}
            entries.append(about | {"failed": failed})
    return _to_text({"mistakes": entries})


def find_values(lab: Lab, plans: Plans) -> Known:
    """Run the cases of each question on the reference, with each of its mistakes, and without each of its functions."""
    torch.set_num_threads(1)  # models are small, and the last digit depends on the number of threads
    finder = Diagnostician(lab, plans)
    for question in lab.settings.questions:
        mistakes = replayed_mistakes(lab, question.id)
        with warnings.catch_warnings(action="ignore"):  # torch warns of wrong code
            for changed in ((), *((part,) for part in [*mistakes, *unfinished_parts(mistakes)])):
                finder.known_of(question, changed, compared_cases(lab, question))
    return finder.known


def _entry(case: Observation) -> dict[str, Any]:
    return {"passed": case.result.passed, "events": _rounded(list(case.events or ()))}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def _to_text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
