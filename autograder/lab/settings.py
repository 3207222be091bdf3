"""What `lab.toml` says: the questions of a lab, their points, and the limits of grading.

The types of the fields are the schema of the file (`autograder/lab/reading.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, get_args

from annotated_types import Ge, Gt

Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]
VISIBILITIES: tuple[str, ...] = get_args(Visibility)
NOTEBOOK_SAMPLES = "notebook"
"""The folder of sample solutions whose variants are cells of the notebook: no module may have this name."""
STRICT = {"extra": "forbid", "strict": True, "allow_inf_nan": False}
"""How pydantic checks each table: no unknown keys, no text in place of a number, no NaN."""
NotNegativeInteger = Annotated[int, Ge(0)]
Positive = Annotated[int | float, Gt(0)]
PositiveInteger = Annotated[int, Gt(0)]


@dataclass(frozen=True)
class Question:
    """One question: the student's code for it is in `modules`, or in cells of the notebook.

    `builds_on` names earlier questions. `provides` names what others use of it, as `module.name`: where a question is
    wrong and a later one builds on it, the later one is graded again with the reference solution of these.
    """

    __pydantic_config__: ClassVar[Any] = STRICT

    id: str
    title: str
    points: Positive
    modules: tuple[str, ...] = ()
    notebook: bool = False
    provides: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """The question that a person reads. Its answers are the cells of the notebook with the tag `manual`."""

    __pydantic_config__: ClassVar[Any] = STRICT

    id: str
    title: str
    points: Positive


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds, megabytes of 2**20 bytes, files.

    Seconds are of wall-clock time, less the time in which a worker waited for a core (see `sandbox/starved.py`).
    `slow_calls` has the seconds of those probes that may take longer than other calls, by the name of the probe.
    """

    __pydantic_config__: ClassVar[Any] = STRICT

    import_seconds: Positive = 20
    call_seconds: Positive = 5
    submission_seconds: Positive = 240
    memory_megabytes: PositiveInteger = 1024
    files: PositiveInteger = 200
    unpacked_megabytes: PositiveInteger = 50
    slow_calls: dict[str, Positive] = field(default_factory=dict)


@dataclass(frozen=True)
class Isolation:
    """What student code must not get through to, or else nothing is graded: of `ASSETS` in `sandbox/attempts.py`."""

    __pydantic_config__: ClassVar[Any] = STRICT

    required: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gradescope:
    """What Gradescope shows, and when: each visibility is one of `VISIBILITIES`.

    `questions` has a visibility for all cases of some questions, by id. The set-up of the image takes PyTorch from
    `torch_index`. `leaderboard` says whether there is one. `runs_per_day` is how many submissions of the same people
    are graded in 24 hours, and 0 stands for all. `grade_late` says whether those after the due date are graded.
    """

    __pydantic_config__: ClassVar[Any] = STRICT

    public_cases: Visibility = "visible"
    hidden_cases: Visibility = "after_published"
    leaderboard: bool = False
    runs_per_day: NotNegativeInteger = 0
    grade_late: bool = True
    torch_index: str = "https://download.pytorch.org/whl/cpu"
    questions: dict[str, Visibility] = field(default_factory=dict)

    def visibility(self, question_id: str, hidden: bool) -> str:
        """Who sees the public, or the hidden, cases of a question."""
        return self.questions.get(question_id, self.hidden_cases if hidden else self.public_cases)

    def shows_all(self, questions: Sequence[Question]) -> bool:
        """Whether students see all cases of these questions at once."""
        kinds = [self.visibility(question.id, hidden) for question in questions for hidden in (False, True)]
        return set(kinds) <= {"visible"}


@dataclass(frozen=True)
class Settings:
    """The whole of `lab.toml`. `fixtures` is for the lab's own hooks and tests: the tool does not read it.

    `left_out` are questions that are not graded (`Lab.only`); the file does not have it.
    """

    __pydantic_config__: ClassVar[Any] = STRICT

    title: str
    package: str
    questions: tuple[Question, ...]
    written: Written | None = None
    limits: Limits = Limits()
    isolation: Isolation = Isolation()
    gradescope: Gradescope = Gradescope()
    fixtures: dict[str, Any] = field(default_factory=dict)
    left_out: tuple[Question, ...] = ()

    @property
    def notebook(self) -> str:
        """The file name of the lab's notebook."""
        return f"{self.package}.ipynb"

    @property
    def student_modules(self) -> tuple[str, ...]:
        """Names of the modules that students write, in order, each once; also those for questions left out."""
        return tuple(dict.fromkeys(name for q in (*self.questions, *self.left_out) for name in q.modules))

    @property
    def max_score(self) -> float:
        """The points that tests give, in total."""
        return sum(question.points for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question with this id; raises `KeyError` for an unknown one."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def behind(self, question: Question) -> frozenset[str]:
        """The ids of a question and of everything that it builds on."""
        return frozenset({question.id}).union(*(self.behind(self.question(name)) for name in question.builds_on))

    def modules_behind(self, question: Question) -> frozenset[str]:
        """The modules of a question and of everything that it builds on."""
        return frozenset(module for name in self.behind(question) for module in self.question(name).modules)

    def provided_by(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """The functions and classes that others use of these questions, by their own names."""
        names = (name for question_id in question_ids for name in self.question(question_id).provides)
        return tuple(name.rpartition(".")[2] for name in names)
