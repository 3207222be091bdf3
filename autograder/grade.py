"""What the judge found out about one submission: cases make questions, questions make a grade."""

from collections.abc import Callable
from dataclasses import dataclass, field

Curve = tuple[tuple[int, float], ...]
"""A training loss along the way: steps, each with the loss in nats."""

NO_CODE = "NotImplementedError: "
"""Stands in the message of a case that met what a student has not written yet."""


@dataclass(frozen=True)
class CaseResult:
    """One test case: a claim, its points, and whether it held.

    `message` is what may be shown to the student: the failure in a public case, the author's own
    sentence in a hidden one, empty where the case passed. `figures` are what the case measured, by name. `curves` are
    the training losses of the submission's own models, by name: only for a picture, since they are what it says itself.
    """

    name: str
    points: float
    hidden: bool
    passed: bool
    message: str = ""
    figures: dict[str, float] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)


@dataclass(frozen=True)
class Diagnosis:
    """A catalogued mistake that gives the same values as the submission: what was misunderstood, and what to look at.

    `id` is "QUESTION/NAME", `title` says in a student's words what happens, `hint` teaches without the answer.
    """

    id: str
    title: str
    hint: str


@dataclass(frozen=True)
class QuestionResult:
    """All cases of one question.

    `replaced` names the functions and classes of ours that stood in for broken earlier parts of the submission
    in the run that counts; it is empty when the submission was graded as it is. `diagnoses` say what was
    misunderstood, as far as that is known; empty where all cases passed.
    """

    id: str
    title: str
    max_score: float
    cases: tuple[CaseResult, ...]
    replaced: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()

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
    """Numbers that the submission's own code gave for public inputs, beside those that were promised.

    `question` is where they belong, `call` says what gave them and `reading` how to read them. `rows` and `columns`
    are labels of both matrices, `scale` has the numbers at the ends of the colour scale.
    """

    question: str
    call: str
    reading: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    scale: tuple[float, float]
    yours: tuple[tuple[float, ...], ...]
    promised: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Losses:
    """How the training of the submission's own models went, by the name of the model; `floor` in nats."""

    question: str
    curves: dict[str, Curve]
    floor: float


Exhibit = Matrix | Losses

Progress = Callable[[str, tuple[QuestionResult, ...]], None]
"""Told the id of each question as it begins, and the results of the earlier ones."""


@dataclass(frozen=True)
class Grade:
    """The grade of one submission; `execution_time` in seconds; `isolation` names the layers that held its code.

    `exhibits` are what there is to draw.
    """

    questions: tuple[QuestionResult, ...]
    execution_time: float = 0.0
    isolation: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()

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
