"""A person's word on a question: points that stand, with the reason, whatever a later run gives.

They are a list in a file of their own next to the results of a class, to which entries are only ever added.
"""

import fcntl
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.grading.results.schema import Results
from autograder.lab.settings import Settings
from autograder.lib.errors import InputError
from autograder.lib.files import folder_to_write, write_json
from autograder.lib.strict_json import harmless_text

PEOPLE = "people"
"""The folder, in that of a class, for what people said."""
FILE = "overrides.json"
LOCK = ".lock"


@dataclass(frozen=True)
class Override:
    """Points for a student's question, or None where an earlier word is taken back.

    With `at_least`, tests count where they give more. `student` is the name of the results file, `gave` what tests gave
    at that time, and `when` a time as in ISO 8601.
    """

    student: str
    question: str
    points: float | None
    reason: str
    by: str
    when: str
    gave: float | None = None
    at_least: bool = False

    def counts(self, given: float) -> float:
        """The points that count where tests give `given`; only for a word that stands."""
        if self.points is None or (self.at_least and given > self.points):
            return given
        return self.points

    def to_json(self) -> dict[str, Any]:
        """The entry as plain data."""
        return {
            "student": self.student, "question": self.question, "points": self.points, "reason": self.reason,
            "by": self.by, "when": self.when, "tests_gave": self.gave, "at_least": self.at_least,
        }  # fmt: skip


@dataclass(frozen=True)
class Overrides:
    """All entries, the oldest first."""

    entries: tuple[Override, ...] = ()

    def standing(self) -> tuple[Override, ...]:
        """The entries that count: the last one for each question of each student, unless it takes the word back."""
        last = {(entry.student, entry.question): entry for entry in self.entries}
        return tuple(entry for entry in last.values() if entry.points is not None)

    def of(self, student: str) -> dict[str, Override]:
        """The entries that count for a student, by question."""
        return {entry.question: entry for entry in self.standing() if entry.student == student}


def read_overrides(folder: Path) -> Overrides:
    """The overrides of a class; raises `InputError` where the file cannot be used: nobody's word is lost in silence."""
    path = folder / PEOPLE / FILE
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Overrides(tuple(_entry(one) for one in raw["overrides"]))
    except FileNotFoundError:
        return Overrides()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{path} is damaged ({type(error).__name__}: {error}): mend it, or restore a copy") from None


def add_override(folder: Path, entry: Override, settings: Settings) -> Overrides:
    """Add an entry to the file; raises `InputError` for an unknown question, or points that it does not have."""
    question = next((one for one in settings.questions if one.id == entry.question), None)
    if question is None:
        known = ", ".join(one.id for one in settings.questions)
        raise InputError(f"there is no question {entry.question}; there are {known}")
    if entry.points is not None and not 0 <= entry.points <= question.points:
        raise InputError(f"{entry.points:g} points for {entry.question}: there are 0 to {question.points:g}")
    if not entry.reason.strip():
        raise InputError("say why: the reason stands in the student's feedback")
    with _alone(folder_to_write(folder / PEOPLE)):
        found = read_overrides(folder)
        if entry.points is None and entry.question not in found.of(entry.student):
            raise InputError(f"no word stands for {entry.student} and {entry.question}")
        new = Overrides((*found.entries, entry))
        write_json(folder / PEOPLE / FILE, {"overrides": [one.to_json() for one in new.entries]})
    return new


def outdone(overrides: Iterable[Override], results: dict[str, Results]) -> list[str]:
    """A sentence for each word that gives less than tests give now: a person should look at it again."""
    lines = []
    for entry in overrides:
        found = results.get(entry.student)
        score = found.questions.get(entry.question) if found else None
        if score is not None and entry.points is not None and score.score > entry.counts(score.score):
            lines.append(
                f"{entry.student}, {entry.question}: {entry.by}'s {entry.points:g} points stand, and tests give "
                f"{score.score:g} now"
            )
    return lines


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others from adding an entry at the same time."""
    with open(folder / LOCK, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _entry(raw: dict[str, Any]) -> Override:
    points, gave = raw["points"], raw.get("tests_gave")
    for value in (points, gave):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value != value):
            raise ValueError(f"{value!r} is no number of points")
    texts = [harmless_text(str(raw[name])) for name in ("student", "question", "reason", "by", "when")]
    return Override(texts[0], texts[1], points, texts[2], texts[3], texts[4], gave, raw.get("at_least") is True)
