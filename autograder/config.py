"""Reads `lab.toml`: the questions of the lab, their points, and the limits that grading keeps."""

import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = ROOT / "assignment"
SOLUTIONS = ROOT / "solutions"
VALUES = SOLUTIONS / "mistakes.json"
"""What each test sees of each mistake of the catalogue."""
STUDENT_RELEASE = ROOT / "student_release"
NOTEBOOK = "lab3.ipynb"
MASTER_NOTEBOOK = Path("notebook") / "lab3.py"
RUBRIC = Path("notebook") / "rubric.md"
QUESTIONS = Path(__file__).resolve().parent / "questions"
SAMPLES = ROOT / "tests" / "samples"

if str(ASSIGNMENT) not in sys.path:
    sys.path.insert(0, str(ASSIGNMENT))  # the complete package `lab3`, for the judge; the sandbox never gets here


@dataclass(frozen=True)
class Question:
    """One question: `modules`, or cells of the notebook, hold the student's code; `builds_on` names earlier ones.

    `provides` names what others use of it, as `module.name`: our own stands in for these when an
    earlier question is broken and a later one is to be graded all the same.
    """

    id: str
    title: str
    points: float
    modules: tuple[str, ...] = ()
    notebook: bool = False
    provides: tuple[str, ...] = ()
    builds_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds of wall-clock time, megabytes of 2**20 bytes, files."""

    import_seconds: float
    call_seconds: float
    training_seconds: float
    submission_seconds: float
    memory_megabytes: int
    files: int
    unpacked_megabytes: int


VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")


@dataclass(frozen=True)
class Gradescope:
    """What Gradescope shows, and when: each visibility is one of `VISIBILITIES`.

    `questions` has a visibility for all cases of some questions, by id. `torch_index` is where the image's set-up
    takes PyTorch from; `leaderboard` is whether there is one.
    """

    public_cases: str
    hidden_cases: str
    leaderboard: bool
    torch_index: str
    questions: dict[str, str] = field(default_factory=dict)

    def visibility(self, question_id: str, hidden: bool) -> str:
        """Who sees the public, or the hidden, cases of a question."""
        return self.questions.get(question_id, self.hidden_cases if hidden else self.public_cases)


@dataclass(frozen=True)
class LabConfig:
    """The whole of `lab.toml`. `training` holds step counts and thresholds in nats."""

    title: str
    package: str
    limits: Limits
    training: dict[str, float]
    gradescope: Gradescope
    questions: tuple[Question, ...]

    @property
    def student_modules(self) -> tuple[str, ...]:
        """Names of the modules that students write, in order, each once."""
        return tuple(dict.fromkeys(name for q in self.questions for name in q.modules))

    def modules_behind(self, question: Question) -> frozenset[str]:
        """The modules of a question, and of all that it builds on."""
        earlier = (self.modules_behind(self.question(name)) for name in question.builds_on)
        return frozenset(question.modules).union(*earlier)

    def provided_by(self, question_ids: Sequence[str]) -> tuple[str, ...]:
        """The functions and classes that others use of these questions, such as `make_causal_mask`."""
        names = (name for question_id in question_ids for name in self.question(question_id).provides)
        return tuple(name.rpartition(".")[2] for name in names)

    def question(self, question_id: str) -> Question:
        """The question with this id; raises `KeyError` for an unknown one."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


def load_config(path: Path = ASSIGNMENT / "lab.toml") -> LabConfig:
    """Read the lab's configuration; raises `ValueError` where it names an unknown question or visibility."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    questions = tuple(
        Question(
            id=entry["id"],
            title=entry["title"],
            points=entry["points"],
            modules=tuple(entry.get("modules", ())),
            notebook=entry.get("notebook", False),
            provides=tuple(entry.get("provides", ())),
            builds_on=tuple(entry.get("builds_on", ())),
        )
        for entry in raw["questions"]
    )
    known = {question.id for question in questions}
    for question in questions:
        if unknown := set(question.builds_on) - known:
            raise ValueError(f"{path}: {question.id} builds on unknown {', '.join(sorted(unknown))}")
    limits, gradescope = Limits(**raw["limits"]), Gradescope(**raw["gradescope"])
    if unknown := set(gradescope.questions) - known:
        raise ValueError(f"{path}: [gradescope] names unknown questions {', '.join(sorted(unknown))}")
    chosen = {gradescope.public_cases, gradescope.hidden_cases, *gradescope.questions.values()}
    if wrong := chosen - set(VISIBILITIES):
        raise ValueError(f"{path}: {', '.join(sorted(wrong))} is no visibility; there are {', '.join(VISIBILITIES)}")
    return LabConfig(raw["title"], raw["package"], limits, raw["training"], gradescope, questions)
