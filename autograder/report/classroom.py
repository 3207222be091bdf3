"""Reads a class: the results file of each submission, whoever wrote it, and what can be said of each student."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.config import LabConfig, Question
from autograder.export import results_files, rows_of, student_of
from autograder.grade import Diagnosis

MAX_TEXT = 500
"""Characters of a name, a title, a hint or a remark; those of ours are shorter."""

LARGEST = 1e12
"""A number that is not smaller, or is none, such as nan, counts as missing."""


@dataclass(frozen=True)
class Case:
    """How one test case of a question went."""

    question: str
    name: str
    hidden: bool
    points: float
    passed: bool


@dataclass(frozen=True)
class Student:
    """One submission: points by question, ids of mistakes, cases, seconds, losses by name.

    `key` is the name of the results file without suffix; `alias` stands for the student where names are hidden.
    `points` is None where there was nothing to grade, or no way to; `remark` then says why. `feedback` is the page made
    for the student, where there is one.
    """

    key: str
    name: str
    points: dict[str, float] | None
    mistakes: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    seconds: float | None = None
    figures: dict[str, float] = field(default_factory=dict)
    feedback: Path | None = None
    remark: str = ""
    alias: str = ""

    @property
    def score(self) -> float | None:
        return None if self.points is None else sum(self.points.values())


@dataclass(frozen=True)
class Classroom:
    """A class; `mistakes` by id, `problems` a sentence for each file that was left out."""

    title: str
    questions: tuple[Question, ...]
    students: tuple[Student, ...]
    mistakes: dict[str, Diagnosis]
    problems: tuple[str, ...] = ()
    names_hidden: bool = False

    @property
    def graded(self) -> tuple[Student, ...]:
        return tuple(student for student in self.students if student.points is not None)

    @property
    def failed(self) -> tuple[Student, ...]:
        return tuple(student for student in self.students if student.points is None)

    @property
    def max_score(self) -> float:
        return sum(question.points for question in self.questions)


def read_class(folder: Path, config: LabConfig) -> Classroom:
    """The class in `folder`: in `results/` and `feedback/`, as a batch leaves them, or else its own results files."""
    results = folder / "results" if (folder / "results").is_dir() else folder
    students: dict[str, Student] = {}
    mistakes: dict[str, Diagnosis] = {}
    problems = []
    for path in results_files([results]):
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            student = student_from(raw, student_of(path), config)
        except (OSError, ValueError, RecursionError) as error:
            problems.append(f"{path}: {' '.join(str(error).split())}; left out")
            continue
        if student.key in students:
            problems.append(f"{path}: {student.key} has other results, too; left out")
            continue
        page = folder / "feedback" / f"{student.key}.html"
        students[student.key] = replace(student, feedback=page if page.is_file() else None)
        mistakes = _diagnoses(raw) | mistakes
    in_order = sorted(students.values(), key=lambda student: (student.name.casefold(), student.key))
    return Classroom(config.title, config.questions, tuple(in_order), mistakes, tuple(problems))


def student_from(raw: Any, key: str, config: LabConfig) -> Student:
    """What a results file says; raises `ValueError` where it is none, or lacks the score of a question."""
    extra = raw.get("extra_data") if isinstance(raw, dict) else None
    batch = _dict(_dict(extra).get("batch"))
    name = readable(batch.get("name") or key)
    if batch.get("status") in ("failed", "empty"):
        return Student(key, name, None, seconds=_seconds(raw), remark=readable(raw.get("output") or ""))
    rows = rows_of(raw, key, config)
    people = [row.name or row.student for row in rows]
    questions = _dict(extra["questions"])
    return Student(
        key,
        name if people == [key] else readable(", ".join(people)),
        rows[0].points,
        mistakes=tuple(dict.fromkeys(m for q in config.questions for m in _mistakes(questions.get(q.id)))),
        cases=tuple(case for q in config.questions for case in _cases(extra, q.id)),
        seconds=_seconds(raw),
        figures=_figures(extra),
    )


def readable(text: Any) -> str:
    """A text on one line, not too long, with a sign for each character that can not be printed."""
    line = " ".join(str(text).split())
    return "".join(character if character.isprintable() else "�" for character in line[:MAX_TEXT])


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def _seconds(raw: dict[str, Any]) -> float | None:
    value = raw.get("execution_time")
    return value if _is_number(value) and value >= 0 else None


def _figures(extra: dict[str, Any]) -> dict[str, float]:
    found = _dict(extra.get("figures"))
    return {name: value for name, value in found.items() if name.isidentifier() and _is_number(value)}


def _mistakes(entry: Any) -> list[str]:
    found = _dict(entry).get("diagnoses")
    return [readable(name) for name in found if isinstance(name, str)] if isinstance(found, list) else []


def _cases(extra: dict[str, Any], question: str) -> list[Case]:
    found = _dict(extra.get("cases")).get(question)
    return [
        Case(question, readable(case.get("name")), bool(case.get("hidden")), case["points"], case["passed"])
        for case in (found if isinstance(found, list) else [])
        if isinstance(case, dict) and isinstance(case.get("passed"), bool) and _is_number(case.get("points"))
    ]


def _diagnoses(raw: dict[str, Any]) -> dict[str, Diagnosis]:
    found = _dict(_dict(raw.get("extra_data")).get("diagnoses"))
    return {
        readable(name): Diagnosis(
            readable(name), readable(entry.get("title") or name), readable(entry.get("hint") or "")
        )
        for name, entry in found.items()
        if isinstance(entry, dict)
    }
