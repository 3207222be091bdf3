"""What the judge found out about one submission: cases make questions, questions make a grade."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CaseResult:
    """One test case: a claim, its points, and whether it held.

    `message` is what may be shown to the student: the failure in a public case, the author's own
    sentence in a hidden one, empty where the case passed. `figures` are what the case measured, by name.
    """

    name: str
    points: float
    hidden: bool
    passed: bool
    message: str = ""
    figures: dict[str, float] = field(default_factory=dict)


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

    `replaced` names the questions whose code of ours stood in for broken earlier parts of the submission
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


Progress = Callable[[str, tuple[QuestionResult, ...]], None]
"""Told the id of each question as it begins, and the results of the earlier ones."""


@dataclass(frozen=True)
class Grade:
    """The grade of one submission; `execution_time` in seconds; `isolation` names the layers that held its code."""

    questions: tuple[QuestionResult, ...]
    execution_time: float = 0.0
    isolation: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

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

    def question(self, question_id: str) -> QuestionResult:
        """The result of one question; raises `KeyError` for an unknown id."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)
