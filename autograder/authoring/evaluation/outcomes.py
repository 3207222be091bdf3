"""What the grade of an answer shows, and how many answers showed it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from autograder.authoring.evaluation.answers import RIGHT, WRONG, Answer
from autograder.authoring.evaluation.judgements import Judgements
from autograder.authoring.evaluation.rates import Rate
from autograder.grading.grade import Diagnosis, Grade, Kind


class Said(StrEnum):
    """What a student reads about a wrong answer, apart from failed cases."""

    RIGHTLY = "named rightly"
    WRONGLY = "named wrongly"
    UNJUDGED = "named, not judged"
    SIGN = "a possible mistake"
    STEP = "a step only"
    PROPERTY = "a property only"
    NOTHING = "nothing"


class Origin(StrEnum):
    """Which part of the diagnosis spoke, as the ids show."""

    CATALOGUE = "catalogue"
    FAMILY = "family"
    SIGN = "sign"
    TWO = "two names"
    STEP = "step"
    PROPERTY = "property"


@dataclass(frozen=True)
class Outcome:
    """The grade of an answer, with the verdict that holds.

    `lost` are the questions where it lost points. `judged` says by id which diagnoses are true, None where nobody has
    judged it. `is_open`: the verdict is debatable and nobody has ruled on it, so the answer counts nowhere.
    `milliseconds` is the time of the diagnosis of its own question, None where it was not measured.
    """

    answer: Answer
    lost: tuple[str, ...]
    diagnoses: tuple[Diagnosis, ...]
    judged: dict[str, bool | None]
    is_open: bool = False
    milliseconds: float | None = None

    @property
    def caught(self) -> bool:
        """Whether it lost points on its own question."""
        return self.answer.question in self.lost

    @property
    def elsewhere(self) -> bool:
        """Whether it lost points on a question that is not its own."""
        return any(name != self.answer.question for name in self.lost)

    @property
    def speaker(self) -> Kind | None:
        """The most definite kind of diagnosis; None where there is none."""
        kinds = {diagnosis.kind for diagnosis in self.diagnoses}
        return next((kind for kind in Kind if kind in kinds), None)

    @property
    def truth(self) -> bool | None:
        """Whether everything that was said is true: one wrong sentence is enough to mislead a student."""
        found = [self.judged[diagnosis.id] for diagnosis in self.diagnoses]
        return False if False in found else None if None in found else True

    @property
    def said(self) -> Said:
        """What the student reads."""
        match self.speaker:
            case None:
                return Said.NOTHING
            case Kind.SIGN:
                return Said.SIGN
            case Kind.STEP:
                return Said.STEP
            case Kind.PROPERTY:
                return Said.PROPERTY
        return {True: Said.RIGHTLY, False: Said.WRONGLY, None: Said.UNJUDGED}[self.truth]

    @property
    def origin(self) -> Origin | None:
        """Where the most definite diagnosis comes from."""
        names = [diagnosis for diagnosis in self.diagnoses if diagnosis.kind == Kind.MISTAKE]
        if len(names) > 1:
            return Origin.TWO
        if names:
            return Origin.FAMILY if "=" in names[0].id else Origin.CATALOGUE
        return Origin(self.speaker.value) if self.speaker else None

    def to_json(self) -> dict[str, Any]:
        """The outcome as plain data."""
        return {
            "answer": self.answer.name,
            "kind": self.answer.kind,
            "question": self.answer.question,
            "verdict": RIGHT if self.answer.right else WRONG,
            "open": self.is_open,
            "lost": list(self.lost),
            "diagnoses": [
                {
                    "id": each.id,
                    "kind": each.kind.value,
                    "title": each.title,
                    "hint": each.hint,
                    "true": self.judged[each.id],
                }
                for each in self.diagnoses
            ],
            "milliseconds": self.milliseconds,
        }


def outcome_from(raw: dict[str, Any], answer: Answer, judgements: Judgements) -> Outcome:
    """The outcome in what `to_json` returned, as it is judged now."""
    diagnoses = tuple(
        Diagnosis(each["id"], each["title"], each["hint"], Kind(each["kind"])) for each in raw["diagnoses"]
    )
    return _judged(answer, tuple(raw["lost"]), diagnoses, judgements, raw["milliseconds"])


def outcome_of(answer: Answer, grade: Grade, judgements: Judgements) -> Outcome:
    """What a grade says of an answer, whose verdict becomes that of its ruling."""
    diagnoses = tuple(diagnosis for question in grade.questions for diagnosis in question.diagnoses)
    lost = tuple(question.id for question in grade.questions if not question.passed)
    return _judged(answer, lost, diagnoses, judgements)


def _judged(
    answer: Answer,
    lost: tuple[str, ...],
    diagnoses: tuple[Diagnosis, ...],
    judgements: Judgements,
    milliseconds: float | None = None,
) -> Outcome:
    """An outcome with what readers decided."""
    answer, is_open = judgements.ruled(answer), judgements.is_open(answer)
    judged = {diagnosis.id: judgements.of(answer, diagnosis.id) for diagnosis in diagnoses}
    return Outcome(answer, lost, diagnoses, judged, is_open, milliseconds)


@dataclass
class Counts:
    """How often each outcome occurred among some answers; those that are open are counted in `open` alone."""

    open: int = 0
    right: int = 0
    refused: int = 0
    right_named: int = 0
    wrong: int = 0
    caught: int = 0
    elsewhere: int = 0
    said: dict[Said, int] = field(default_factory=lambda: dict.fromkeys(Said, 0))
    true: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))
    untrue: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(Kind, 0))

    @property
    def missed(self) -> int:
        """Wrong answers that lost no point on their own question."""
        return self.wrong - self.caught

    @property
    def named(self) -> int:
        """Wrong answers of which a mistake was named."""
        return self.said[Said.RIGHTLY] + self.said[Said.WRONGLY] + self.said[Said.UNJUDGED]

    def add(self, outcome: Outcome) -> None:
        """Count one answer."""
        if outcome.is_open:
            self.open += 1
        elif outcome.answer.right:
            self.right += 1
            self.refused += bool(outcome.lost)
            self.right_named += bool(outcome.diagnoses)
        else:
            self.wrong += 1
            self.caught += outcome.caught
            self.elsewhere += outcome.elsewhere
            self.said[outcome.said] += 1
            if outcome.speaker and outcome.truth is not None:
                (self.true if outcome.truth else self.untrue)[outcome.speaker] += 1

    def precision(self, kind: Kind) -> Rate:
        """How many of the judged answers with a diagnosis of this kind have a true one."""
        return Rate(self.true[kind], self.true[kind] + self.untrue[kind])


def counts_of(outcomes: Iterable[Outcome]) -> Counts:
    """The counts of these outcomes."""
    counts = Counts()
    for outcome in outcomes:
        counts.add(outcome)
    return counts


def grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """The outcomes by a key, in the order in which keys come up."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome), []).append(outcome)
    return groups


def unjudged(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes with a diagnosis that nobody has judged."""
    return [outcome for outcome in outcomes if not outcome.is_open and None in outcome.judged.values()]
