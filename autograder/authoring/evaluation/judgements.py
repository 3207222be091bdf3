"""What readers decided: whether a diagnosis is true of an answer, and which verdict holds where it was disputed."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.authoring.evaluation.answers import MADE_UP, RIGHT, VERDICTS, Answer
from autograder.lab import Lab
from autograder.lib.errors import LabError

FILE = "judgements.toml"
RULINGS = "rulings"


@dataclass(frozen=True)
class Ruling:
    """The second reading of an answer whose verdict was disputed: what holds, and why."""

    right: bool
    why: str


@dataclass(frozen=True)
class Judgements:
    """`true` says of an answer and a diagnosis, by name and id, whether the diagnosis is true of the answer."""

    true: dict[tuple[str, str], bool] = field(default_factory=dict)
    rulings: dict[str, Ruling] = field(default_factory=dict)

    def of(self, answer: Answer, diagnosis: str) -> bool | None:
        """Whether a diagnosis is true of an answer; None where nobody has judged it.

        A mistake that was put into an answer needs no reader, and nothing is true of a right answer.
        """
        if answer.right:
            return False
        if diagnosis in answer.known:
            return True
        return self.true.get((answer.name, diagnosis))

    def ruled(self, answer: Answer) -> Answer:
        """The answer with the verdict of its ruling, where there is one."""
        ruling = self.rulings.get(answer.name)
        return replace(answer, right=ruling.right) if ruling else answer

    def is_open(self, answer: Answer) -> bool:
        """Whether an answer is debatable and nobody has ruled on it."""
        return bool(answer.debatable) and answer.name not in self.rulings

    def unknown(self, answers: Iterable[Answer]) -> list[str]:
        """The names in the file that none of these answers has, apart from made-up ones."""
        judged = {name for name, _ in self.true} | self.rulings.keys()
        names = {answer.name for answer in answers}
        return sorted(name for name in judged - names if not name.startswith(MADE_UP))


def read_judgements(lab: Lab) -> Judgements:
    """The judgements of a lab; none where it has no file of them. Raises `LabError` where the file is malformed."""
    path = lab.evaluation / FILE
    if not path.exists():
        return Judgements()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise LabError(f"{path} cannot be read: {error}") from None
    rulings = {name: _ruling(path, name, said) for name, said in raw.pop(RULINGS, {}).items()}
    true: dict[tuple[str, str], bool] = {}
    for name, judged in raw.items():
        if not isinstance(judged, dict):
            raise LabError(f'{path}: {name} has to be a table, such as ["{name}"], with a line for each diagnosis')
        true |= {(name, diagnosis): _verdict(path, f"{name}, {diagnosis}", said) for diagnosis, said in judged.items()}
    return Judgements(true, rulings)


def _ruling(path: Path, name: str, said: Any) -> Ruling:
    if not isinstance(said, dict) or not isinstance(said.get("why"), str) or not said["why"]:
        raise LabError(
            f'{path}: the ruling on {name} needs a verdict and the reason: {{verdict = "right", why = "..."}}'
        )
    return Ruling(_verdict(path, f"the ruling on {name}", said), said["why"])


def _verdict(path: Path, about: str, said: Any) -> bool:
    """Whether "right" is said; with a remark it is a table."""
    verdict = said.get("verdict") if isinstance(said, dict) else said
    if verdict not in VERDICTS:
        raise LabError(f'{path}: {about}: the verdict is "right" or "wrong", not {verdict!r}')
    return bool(verdict == RIGHT)
