"""Signatures: what the cases of a question see of each hypothesis. The release computes them, and the judge looks up.

A signature is a row for each case: whether it passes, and what each of its calls returns. Many hypotheses share rows,
and many rows share events, so a table has each of them once.
"""

from collections.abc import Iterable, Sequence
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
