"""Runs a case on a view of the lab and notes what each of its calls returned."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from autograder.checks.recording import alike, recorded
from autograder.grading.cases.case import Case, run_case
from autograder.grading.cases.notes import Notes
from autograder.grading.grade import CaseResult

MOST_WEIGHT = 100_000
"""Numbers and characters of one summary."""
TOO_LARGE = "a value too large to be kept"


@dataclass(frozen=True)
class Observation:
    """How one test case went, and a summary of the result of each of its calls (`checks.recording`).

    `events` is None where calls cannot be compared: the case ran only in part with code of ours, or takes long.
    """

    result: CaseResult
    events: tuple[Any, ...] | None = None

    @property
    def has_no_code(self) -> bool:
        """Whether a call came to a part that the student has not written."""
        return {"raised": NotImplementedError.__name__} in (self.events or ())

    def agrees_with(self, other: "Observation") -> bool:
        """Whether both went the same way, call by call where that is known."""
        if self.result.passed != other.result.passed:
            return False
        if self.events is None or other.events is None:
            return self.events is None
        return len(self.events) == len(other.events) == self.calls_in_common(other)

    def calls_in_common(self, other: "Observation") -> int:
        """How many calls returned the same, from the first one on."""
        pairs = zip(self.events or (), other.events or (), strict=False)
        return sum(1 for _ in takewhile(lambda pair: alike(*pair), pairs))


class Events(list[Any]):
    """Summaries of what calls returned, of which none is larger than any of the reference's could be.

    A submission may return the longest list that travels, in each call, and all of it would stay in the judge's memory.
    """

    def append(self, event: Any) -> None:
        super().append(event if _weight(event) <= MOST_WEIGHT else TOO_LARGE)


Observations = dict[str, Observation]
"""What the cases of one question saw, by their names."""


def observe(case: Case, lab: Any, reference: Any) -> Observation:
    """Run a case on a view of the lab."""
    events = Events()
    notes = Notes()
    result = run_case(case, {"lab": recorded(lab, events), "reference": reference, "notes": notes})
    return Observation(notes.added_to(result), tuple(events))


def _weight(event: Any) -> int:
    """How many numbers and characters a summary has."""
    if isinstance(event, str):
        return len(event)
    if isinstance(event, dict):
        return sum(len(key) + _weight(value) for key, value in event.items())
    if isinstance(event, list):
        return 1 + sum(1 if type(item) is float or type(item) is int else _weight(item) for item in event)
    return 1
