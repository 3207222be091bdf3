"""Finds the signatures that fit what was seen of a submission, among thousands and within milliseconds."""

from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from autograder.grading.cases.observe import Observation, Observations
from autograder.grading.diagnosis.events import Event, close_rows
from autograder.grading.diagnosis.signatures import Row, Signature, Table, events_of

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Match:
    """How well a signature fits; all fields are counts over the calls of all cases.

    `different`: what does not agree. `apart`: the same, where one exception is as good as another. `explained`: results
    that differ from the reference's and agree; `telling`: those of them that hardly agree by chance. `unexplained`:
    results that differ from the reference's and from these. `contradicted`: places where the submission is right, and
    would be wrong.
    """

    different: int
    apart: int
    explained: int
    telling: int
    unexplained: int
    contradicted: int


FIELDS = len(fields(Match))


class Column:
    """The events that the rows of a case have at one position, each different one once."""

    def __init__(self, rows: list[Row], events: list[Event], position: int):
        numbers = [row.events[position] if position < len(row.events) else -1 for row in rows]
        different = sorted({number for number in numbers if number >= 0})
        place = {number: i for i, number in enumerate(different)}
        self.of_rows: Integers = np.array([place.get(number, len(different)) for number in numbers])  # (n_rows,)
        self.raised: Booleans = np.array([events[number].raised for number in different] + [False])
        groups: dict[tuple[str, int], list[int]] = {}
        for number in different:
            groups.setdefault((events[number].kind, len(events[number].numbers)), []).append(number)
        self.groups = {
            key: (np.array([place[number] for number in found]), np.array([events[number].numbers for number in found]))
            for key, found in groups.items()
        }

    def agreement(self, event: Event) -> tuple[Booleans, Booleans]:
        """Which events agree with this one, and which do where one exception is as good as another.

        There is one entry more than events, for rows that end before this position.
        """
        exactly = np.zeros(len(self.raised), dtype=np.bool_)
        places, numbers = self.groups.get((event.kind, len(event.numbers)), (None, None))
        if places is not None and numbers is not None:
            exactly[places] = close_rows(np.array(event.numbers), numbers)
        return exactly, exactly | self.raised if event.raised else exactly


class CaseRows:
    """The rows of one case; `right` is that of the reference."""

    def __init__(self, rows: list[Row], events: list[Event], right: int):
        self.right = right
        self.passed: Booleans = np.array([row.passed for row in rows])
        self.lengths: Integers = np.array([len(row.events) for row in rows])
        self.columns = [Column(rows, events, position) for position in range(max(self.lengths))]


class Matcher:
    """A table of signatures, laid out for matching; it takes a tenth of the memory."""

    def __init__(self, table: Table):
        self.diagnoses = table.diagnoses
        self.signatures = [replace(signature, rows=()) for signature in table.signatures]
        self.places: Integers = np.array([signature.rows for signature in table.signatures])  # (n_signatures, n_cases)
        first, *_ = table.signatures
        self.cases = {
            name: CaseRows(rows, table.events, right)
            for name, rows, right in zip(table.cases, table.rows, first.rows, strict=True)
        }

    def fitting(self, seen: Observations) -> list[tuple[Signature, Match]]:
        """The signatures that fit in every call, or explain something and contradict nothing."""
        total = np.zeros((len(self.places), FIELDS), dtype=np.int64)
        for place, (name, rows) in enumerate(self.cases.items()):
            total += matches(rows, seen[name])[self.places[:, place]]
        different, _, _, telling, _, contradicted = total.T
        (chosen,) = np.nonzero((different == 0) | ((contradicted == 0) & (telling > 0)))
        return [(self.signatures[number], Match(*total[number].tolist())) for number in chosen.tolist()]


def matches(rows: CaseRows, seen: Observation) -> Integers:
    """How well each row of a case fits what it saw of a submission, as fields of `Match`: (n_rows, 6)"""
    counts = np.zeros((len(rows.passed), FIELDS), dtype=np.int64)
    different, apart, explained, telling, unexplained, contradicted = counts.T
    different += rows.passed != seen.result.passed
    if seen.events is None:  # it ran only in part, with code of ours
        apart += different
        contradicted += different
        return counts
    events = events_of(seen)
    different += np.abs(rows.lengths - len(events))
    apart += different
    contradicted += rows.passed < seen.result.passed
    for event, column in zip(events, rows.columns, strict=False):
        there = column.of_rows < len(column.raised) - 1
        exactly, roughly = (found[column.of_rows] & there for found in column.agreement(event))
        different += there & ~exactly
        apart += there & ~roughly
        if roughly[rows.right]:
            contradicted += there & ~roughly
        else:
            explained += roughly
            telling += exactly & event.says_much
            unexplained += there & ~roughly
    return counts
