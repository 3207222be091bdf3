"""What the judge found out about one submission: cases make questions, questions make a grade."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.lab.hooks import Curve

NO_CODE = "NotImplementedError: "
"""Begins the part of a message that says what a student has not written yet."""


@dataclass(frozen=True)
class CaseResult:
    """One test case: a claim, its points, and whether it held.

    `message` is what may be shown to the student: the failure in a public case, the author's own
    sentence in a hidden one, empty where the case passed. `figures` are what the case measured, by name. `curves` come
    from the submission itself, so they are only for a picture.
    """

    name: str
    points: float
    hidden: bool
    passed: bool
    message: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)


class Kind(StrEnum):
    """What a diagnosis says of a submission."""

    MISTAKE = "mistake"
    """What was misunderstood: the values of the test cases show it."""
    SIGN = "sign"
    """What may have been misunderstood: a trial of its own points to it."""
    STEP = "step"
    """In which step the values go wrong."""
    PROPERTY = "property"
    """What does not hold, whatever the reason."""


SAID = {
    Kind.MISTAKE: "It looks as if {}.",
    Kind.SIGN: "It may be that {}.",
    Kind.STEP: "Look at this step again: {}.",
    Kind.PROPERTY: "This does not hold yet: {}.",
}


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong with a submission, and what to look at.

    `id` is "QUESTION/NAME", `title` says in a student's words what happens, `hint` teaches without the answer.
    """

    id: str
    title: str
    hint: str
    kind: Kind = Kind.MISTAKE

    @property
    def names_a_mistake(self) -> bool:
        """Whether this says what was misunderstood, for sure or perhaps."""
        return self.kind in (Kind.MISTAKE, Kind.SIGN)

    @property
    def sentence(self) -> str:
        """What a student reads first."""
        return SAID[self.kind].format(self.title)


@dataclass(frozen=True)
class FirstRun:
    """What students may see of a question with their code as it is, from workers that had seen nothing hidden.

    `cases` are public and long ones. `properties` say what does not hold, where a public case failed.
    """

    cases: tuple[CaseResult, ...] = ()
    properties: tuple[Diagnosis, ...] = ()


@dataclass(frozen=True)
class QuestionResult:
    """All cases of one question.

    `replaced` names the functions and classes of the reference that replaced wrong earlier parts of the submission
    in the run that counts; it is empty when the submission was graded as it is. `diagnoses` say what was
    misunderstood, as far as that is known; empty where all cases passed. `pattern` is the same for submissions that
    fail the same cases with the same values, and empty where all passed. `first` is for a later run that grades the
    question again.
    """

    id: str
    title: str
    max_score: float
    cases: tuple[CaseResult, ...]
    replaced: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    pattern: str = ""
    first: FirstRun = FirstRun()

    @property
    def score(self) -> float:
        return sum(case.points for case in self.cases if case.passed)

    @property
    def passed(self) -> bool:
        return all(case.passed for case in self.cases)

    @property
    def missing(self) -> tuple[str, ...]:
        """What has no code yet, a sentence each, where nothing else can be said of the question."""
        public = [case for case in self.cases if not case.hidden]
        if self.score or not all(NO_CODE in case.message for case in public):
            return ()
        return tuple(dict.fromkeys(case.message.partition(NO_CODE)[2] for case in public))


@dataclass(frozen=True)
class Matrix:
    """Numbers that the submission's own code returned for public inputs, next to those that were expected.

    `question` is where they belong, `call` is what returned them, and `reading` says how to read them. `rows` and
    `columns` are labels of both matrices; `scale` has the numbers at the ends of the colour scale.
    """

    question: str
    call: str
    reading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    scale: tuple[float, float]
    yours: tuple[tuple[float, ...], ...]
    expected: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Curves:
    """What cases have noted along the way, such as how a model learned, by the name to show.

    `title` and `caption` stand above the picture, `across` below it. Values are in `unit`; those above `highest` leave
    the picture. `level` is a horizontal line called `level_name`.
    """

    question: str
    curves: dict[str, Curve]
    title: str
    caption: str
    across: str
    unit: str
    highest: float
    level_name: str
    level: float


Exhibit = Matrix | Curves

Progress = Callable[[str, tuple[QuestionResult, ...]], None]
"""Called with the id of each question as it begins, and the results of the earlier ones."""


@dataclass(frozen=True)
class Grade:
    """The grade of one submission; `execution_time` in seconds; `isolation` names the layers that held its code.

    `exhibits` are what there is to draw. `failure` says why a person has to look at it, where the grader itself failed.
    `versions` are those of the software that graded, by name.
    """

    questions: tuple[QuestionResult, ...]
    execution_time: float = 0.0
    isolation: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    failure: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        return sum(question.score for question in self.questions)

    @property
    def max_score(self) -> float:
        return sum(question.max_score for question in self.questions)

    @property
    def figures(self) -> dict[str, float]:
        """What the cases measured, by name."""
        return {name: value for q in self.questions for case in q.cases for name, value in case.figures.items()}

    @property
    def diagnosed(self) -> list[str]:
        """The ids of the mistakes that were found, in the order of the questions."""
        return [diagnosis.id for question in self.questions for diagnosis in question.diagnoses]

    def question(self, question_id: str) -> QuestionResult:
        """The result of one question; raises `KeyError` for an unknown id."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True)
class Earlier:
    """The grade that the same submission had, of which the questions `stale` are to be graded again.

    So is what builds on a question that passes now and failed before, or fails now and passed.
    """

    grade: Grade
    stale: frozenset[str]

    def kept(self, question_id: str) -> QuestionResult | None:
        """The result of a question that is not stale."""
        return None if question_id in self.stale else self.grade.question(question_id)
