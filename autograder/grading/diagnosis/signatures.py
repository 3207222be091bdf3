"""Signatures: what the cases of a question see of each hypothesis. The release computes them, and the judge looks up.

A signature is a row for each case: whether it passes, and what each of its calls returns. Many hypotheses share rows,
and many rows share events, so a table has each of them once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from autograder.grading.cases.observe import Observation, Observations
from autograder.grading.diagnosis.causes import Layer
from autograder.grading.diagnosis.events import Event, shortened
from autograder.grading.grade import Diagnosis, Kind


@dataclass(frozen=True)
class Row:
    """What one case sees: whether it passes, and its events by their number in the table."""

    passed: bool
    events: tuple[int, ...]


@dataclass(frozen=True)
class Signature:
    """What all cases see of one hypothesis: for each case, the number of its row."""

    layer: Layer
    diagnoses: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass
class Table:
    """The signatures of one question. The first one is that of the reference."""

    cases: tuple[str, ...]
    diagnoses: dict[str, Diagnosis] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    rows: list[list[Row]] = field(default_factory=list)
    signatures: list[Signature] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The table as plain data; exceptions, dtypes and shapes are listed once."""
        kinds = list(dict.fromkeys(event.kind for event in self.events))
        number_of = {kind: number for number, kind in enumerate(kinds)}
        return {
            "cases": self.cases,
            "diagnoses": [asdict(diagnosis) for diagnosis in self.diagnoses.values()],
            "kinds": kinds,
            "events": [[number_of[event.kind], *event.numbers] for event in self.events],
            "rows": [[[int(row.passed), *row.events] for row in rows] for rows in self.rows],
            "signatures": [[int(each.layer), each.diagnoses, each.rows] for each in self.signatures],
        }

    @staticmethod
    def from_json(raw: dict[str, Any]) -> "Table":
        """The table in what `to_json` returned."""
        kinds = raw["kinds"]
        return Table(
            tuple(raw["cases"]),
            {entry["id"]: Diagnosis(**entry | {"kind": Kind(entry["kind"])}) for entry in raw["diagnoses"]},
            [Event(kinds[kind], tuple(numbers)) for kind, *numbers in raw["events"]],
            [[Row(bool(passed), tuple(events)) for passed, *events in rows] for rows in raw["rows"]],
            [Signature(Layer(layer), tuple(names), tuple(rows)) for layer, names, rows in raw["signatures"]],
        )


@dataclass(frozen=True)
class Sight:
    """What one case sees: whether it passes, and its events."""

    passed: bool
    events: tuple[Event, ...]

    def agrees_with(self, other: "Sight") -> bool:
        """Whether both are the same, up to rounding."""
        pairs = zip(self.events, other.events, strict=False)
        same_length = len(self.events) == len(other.events)
        return self.passed == other.passed and same_length and all(event.agrees_with(that) for event, that in pairs)


def sights_of(observations: Observations, cases: Iterable[str]) -> tuple[Sight, ...]:
    """What these cases saw, in their order."""
    return tuple(Sight(observations[name].result.passed, tuple(events_of(observations[name]))) for name in cases)


def make_table(cases: Sequence[str], seen: Iterable[tuple[Layer, Sequence[Diagnosis], Sequence[Sight]]]) -> Table:
    """The table of what these cases saw, of the reference first."""
    table = Table(tuple(cases), rows=[[] for _ in cases])
    events: dict[Event, int] = {}
    rows: list[dict[Row, int]] = [{} for _ in cases]
    for layer, diagnoses, sights in seen:
        table.diagnoses |= {diagnosis.id: diagnosis for diagnosis in diagnoses}
        numbers = []
        for place, sight in enumerate(sights):
            row = Row(sight.passed, tuple(events.setdefault(event, len(events)) for event in sight.events))
            numbers.append(rows[place].setdefault(row, len(rows[place])))
        table.signatures.append(Signature(layer, tuple(each.id for each in diagnoses), tuple(numbers)))
    table.events, table.rows = list(events), [list(each) for each in rows]
    return table


def events_of(observation: Observation) -> list[Event]:
    """The events of an observation."""
    return [shortened(summary) for summary in observation.events or ()]


@dataclass(frozen=True)
class Match:
    """How well a row, or a whole signature, fits what was seen of a submission.

    `same` and `nearly`: everything agrees, exceptions by their names, or whatever their names. `explained` counts the
    results that differ from the reference's and agree with this; `telling` those of them that hardly agree by
    chance; `unexplained` those that differ from both. `contradicted`: it would be wrong somewhere where the
    submission is right.
    """

    same: bool
    nearly: bool
    explained: int = 0
    telling: int = 0
    unexplained: int = 0
    contradicted: bool = False

    def __and__(self, other: "Match") -> "Match":
        return Match(
            self.same and other.same,
            self.nearly and other.nearly,
            self.explained + other.explained,
            self.telling + other.telling,
            self.unexplained + other.unexplained,
            self.contradicted or other.contradicted,
        )


EVERYTHING = Match(True, True)


def matches(table: Table, seen: Observations) -> Iterator[tuple[Signature, Match]]:
    """Each signature of a table, and how well it fits."""
    of_rows = [_row_matches(table, place, seen[name]) for place, name in enumerate(table.cases)]
    for signature in table.signatures:
        match = EVERYTHING
        for place, row in enumerate(signature.rows):
            match &= of_rows[place][row]
        yield signature, match


def _row_matches(table: Table, place: int, seen: Observation) -> list[Match]:
    """How well each row of a case fits what this case saw of a submission."""
    rows = table.rows[place]
    if seen.events is None:  # it ran only in part, with code of ours
        alike = [row.passed == seen.result.passed for row in rows]
        return [Match(same, same, contradicted=not same) for same in alike]
    events = events_of(seen)
    right = rows[table.signatures[0].rows[place]].events
    judged: list[dict[int, tuple[bool, bool]]] = [{} for _ in events]

    def judge(position: int, number: int) -> tuple[bool, bool]:
        known = judged[position]
        if number not in known:
            event, other = events[position], table.events[number]
            known[number] = event.agrees_with(other), event.agrees_with(other, any_exception=True)
        return known[number]

    matches = []
    for row in rows:
        same = nearly = len(row.events) == len(events) and row.passed == seen.result.passed
        explained = telling = unexplained = 0
        contradicted = row.passed < seen.result.passed
        for position, number in enumerate(row.events[: len(events)]):
            exactly, roughly = judge(position, number)
            is_right = position < len(right) and judge(position, right[position])[1]
            same, nearly = same and exactly, nearly and roughly
            if roughly and not is_right:
                explained += 1
                telling += exactly and events[position].says_much
            unexplained += not roughly and not is_right
            contradicted = contradicted or (is_right and not roughly)
        matches.append(Match(same, nearly, explained, telling, unexplained, contradicted))
    return matches
