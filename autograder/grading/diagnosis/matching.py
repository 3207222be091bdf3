"""Finds the signatures that fit what was seen of a submission."""

from dataclasses import dataclass, field

import torch
from torch import Tensor

from autograder.grading.cases.observe import Observation, Observations
from autograder.grading.diagnosis.events import Event
from autograder.grading.diagnosis.signatures import Row, Signature, Table, events_of


@dataclass(frozen=True)
class Match:
    """How well a row of a case, or a whole signature, fits; all fields are counts, and those of cases add up.

    `different`: what does not agree. `apart`: the same, where one exception is as good as another. `explained`: results
    that differ from the reference's and agree; `telling`: those of them that hardly agree by chance. `unexplained`:
    results that differ from the reference's and from these. `contradicted`: places where the submission is right, and
    would be wrong.
    """

    different: int = 0
    apart: int = 0
    explained: int = 0
    telling: int = 0
    unexplained: int = 0
    contradicted: int = 0

    @property
    def counts(self) -> tuple[int, ...]:
        """The fields, in order."""
        return (
            self.different, self.apart, self.explained, self.telling, self.unexplained, self.contradicted,
        )  # fmt: skip


def fitting(table: Table, seen: Observations) -> list[tuple[Signature, Match]]:
    """The signatures of a table that fit in every call, or explain something and contradict nothing."""
    n_signatures = len(table.signatures)
    total = torch.zeros(n_signatures, len(Match().counts), dtype=torch.int64)
    for place, name in enumerate(table.cases):
        total += _row_matches(table, place, seen[name])[table.places[:, place]]
    different, _, _, telling, _, contradicted = total.unbind(dim=1)
    chosen = (different == 0) | ((contradicted == 0) & (telling > 0))  # (n_signatures,)
    return [
        (table.signatures[number], Match(*total[number].tolist())) for number in chosen.nonzero().flatten().tolist()
    ]


def _row_matches(table: Table, place: int, seen: Observation) -> Tensor:
    """How well each row of a case fits what this case saw of a submission: (n_rows, 6)"""
    rows = table.rows[place]
    if seen.events is None:  # it ran only in part, with code of ours
        others = [row.passed != seen.result.passed for row in rows]
        return torch.tensor([Match(different=other, apart=other, contradicted=other).counts for other in others])
    right = rows[table.signatures[0].rows[place]]
    view = _View(table.events, events_of(seen), right.events)
    return torch.tensor([view.match(row, seen.result.passed).counts for row in rows])


@dataclass
class _View:
    """The events that one case saw of a submission, next to the numbers of those that it sees of the reference."""

    table: list[Event]
    events: list[Event]
    right: tuple[int, ...]
    agreement: dict[tuple[int, int], tuple[bool, bool]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.says_much = [event.says_much for event in self.events]
        self.is_right = [
            place < len(self.right) and self.agree(place, self.right[place])[1] for place in range(len(self.events))
        ]

    def agree(self, place: int, number: int) -> tuple[bool, bool]:
        """Whether an event agrees with one of the table; the same, where one exception is as good as another."""
        key = (place, number)
        if key not in self.agreement:
            event, other = self.events[place], self.table[number]
            exactly = event.agrees_with(other)
            self.agreement[key] = exactly, exactly or event.agrees_with(other, any_exception=True)
        return self.agreement[key]

    def match(self, row: Row, passed: bool) -> Match:
        """How well a row fits."""
        different = apart = int(row.passed != passed) + abs(len(row.events) - len(self.events))
        explained = telling = unexplained = 0
        contradicted = int(row.passed < passed)
        for place, number in enumerate(row.events[: len(self.events)]):
            exactly, roughly = self.agree(place, number)
            different += not exactly
            apart += not roughly
            if self.is_right[place]:
                contradicted += not roughly
            elif roughly:
                explained += 1
                telling += exactly and self.says_much[place]
            else:
                unexplained += 1
        return Match(different, apart, explained, telling, unexplained, contradicted)
