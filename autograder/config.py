"""Reads `lab.toml`: the questions of the lab, their points, and the limits that grading keeps."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = ROOT / "assignment"
SOLUTIONS = ROOT / "solutions"
STUDENT_RELEASE = ROOT / "student_release"
QUESTIONS = Path(__file__).resolve().parent / "questions"
SAMPLES = ROOT / "tests" / "samples"


@dataclass(frozen=True)
class Question:
    """One question: `modules` hold the student's code for it, `builds_on` names earlier questions.

    `provides` names what others use of it, as `module.name`: our own stands in for these when an
    earlier question is broken and a later one is to be graded all the same.
    """

    id: str
    title: str
    points: float
    modules: tuple[str, ...] = ()
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


@dataclass(frozen=True)
class LabConfig:
    """The whole of `lab.toml`. `training` holds step counts and thresholds in nats."""

    title: str
    package: str
    limits: Limits
    training: dict[str, float]
    questions: tuple[Question, ...]

    @property
    def student_modules(self) -> tuple[str, ...]:
        """Names of the modules that students write, in order, each once."""
        return tuple(dict.fromkeys(name for q in self.questions for name in q.modules))

    def question(self, question_id: str) -> Question:
        """The question with this id; raises `KeyError` for an unknown one."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


def load_config(path: Path = ASSIGNMENT / "lab.toml") -> LabConfig:
    """Read the lab's configuration; raises `ValueError` where a question builds on an unknown one."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    questions = tuple(
        Question(
            id=entry["id"],
            title=entry["title"],
            points=entry["points"],
            modules=tuple(entry.get("modules", ())),
            provides=tuple(entry.get("provides", ())),
            builds_on=tuple(entry.get("builds_on", ())),
        )
        for entry in raw["questions"]
    )
    known = {question.id for question in questions}
    for question in questions:
        if unknown := set(question.builds_on) - known:
            raise ValueError(f"{path}: {question.id} builds on unknown {', '.join(sorted(unknown))}")
    return LabConfig(raw["title"], raw["package"], Limits(**raw["limits"]), raw["training"], questions)
