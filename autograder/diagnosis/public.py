"""What students' own checks know of the catalogue: titles, hints, and the values that public cases see; no code."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import torch

from autograder.config import ASSIGNMENT, QUESTIONS, Question, load_config
from autograder.diagnosis.catalogue import CATALOGUE, Mistake, load_catalogue
from autograder.diagnosis.diagnose import Diagnostician
from autograder.judge.casefile import load_cases

DIGITS = 8


def public_mistakes(known: Path) -> str:
    """The file `tests/mistakes.json` of a release: each mistake that fails a public case, and its failed cases.

    It is the file `known` where that stands for the same sources: numbers differ in the last digit between machines.
    """
    current = stamp()
    if known.exists() and json.loads(known.read_text(encoding="utf-8"))["stamp"] == current:
        return known.read_text(encoding="utf-8")
    return json.dumps({"stamp": current, "mistakes": _entries()}, ensure_ascii=False, separators=(",", ":")) + "\n"


def stamp() -> str:
    """Stands for all that the file depends on."""
    digest = hashlib.sha256()
    for folder in (CATALOGUE, QUESTIONS, ASSIGNMENT / "lab3"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@cache
def _entries() -> list[dict[str, Any]]:
    torch.set_num_threads(1)  # the models are small, and so is the last digit that depends on it
    config = load_config()
    replayed = [mistake for mistake in load_catalogue() if mistake.replayed]
    return [
        {"question": mistake.question, "title": mistake.title, "hint": mistake.hint, "failed": failed}
        for mistake in replayed
        if (failed := _failed(mistake, config.question(mistake.question)))
    ]


def _failed(mistake: Mistake, question: Question) -> dict[str, list[Any]]:
    """The public cases that a mistake fails, with what they see."""
    public = [case for case in load_cases(question.id) if not case.hidden]
    seen = Diagnostician().known_of(question, (mistake,), public)
    return {name: _rounded(list(case.events)) for name, case in seen.items() if not case.result.passed}


def _rounded(value: Any) -> Any:
    """Floats with the digits that a comparison looks at."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value
