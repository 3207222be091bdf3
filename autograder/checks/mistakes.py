"""Compares what the public tests saw of your work with the results of well-known mistakes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .recording import alike

KNOWN = Path(__file__).resolve().parent.parent / "tests" / "mistakes.json"
MOST = 2
"""Where more mistakes than this fit, none is named: it would be a guess."""


@dataclass(frozen=True)
class Mistake:
    """What a mistake looks like to the public tests of its question.

    `failed` maps each case that fails to the summaries of what its calls return (see `recording.summary`).
    """

    question: str
    title: str
    hint: str
    failed: dict[str, list[Any]]


def likely_mistakes(question: str, failed: Mapping[str, Sequence[Any]], path: Path = KNOWN) -> list[Mistake]:
    """The mistakes that fail the same cases with the same values; none where there is no file of mistakes."""
    known = load_mistakes(path) if path.exists() and failed else []
    fitting = [mistake for mistake in known if mistake.question == question and _fits(mistake, failed)]
    return fitting if len(fitting) <= MOST else []


def load_mistakes(path: Path = KNOWN) -> list[Mistake]:
    """The mistakes in a file that the release wrote."""
    return [Mistake(**entry) for entry in json.loads(path.read_text(encoding="utf-8"))["mistakes"]]


def _fits(mistake: Mistake, failed: Mapping[str, Sequence[Any]]) -> bool:
    return mistake.failed.keys() == failed.keys() and all(
        alike(list(failed[name]), mistake.failed[name]) for name in failed
    )
