"""Reads a class: the results file of each submission, whoever wrote it, as one student each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.course.gradebooks.rows import rows_of
from autograder.grading.grade import NO_CODE, Diagnosis
from autograder.grading.results.schema import CaseOutcome, Results, read_results, results_files, student_of
from autograder.lab import Lab
from autograder.lab.settings import Question, Settings
from autograder.lib.errors import ResultsError

PATTERN = re.compile("[0-9a-f]+")
"""What a pattern consists of; the page shows it in a command that people copy."""
MAX_TEXT = 500
"""Characters of a name, a title, a hint or a remark; those that the tool writes are shorter."""


@dataclass(frozen=True)
class Student:
    """One submission, which is either `Graded` or `NotGraded`.

    `key` is the name of the results file without suffix, and `alias` the pseudonym. `seconds` is how long grading took,
    and `feedback` the page made for the student, where there is one.
    """

    key: str
    name: str
    seconds: float | None = field(default=None, kw_only=True)
    feedback: Path | None = field(default=None, kw_only=True)
    alias: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Graded(Student):
    """A submission with a grade: points and cases by question, what was diagnosed, and measured figures by name.

    `patterns` has by question how it failed (see `QuestionResult.pattern`), without questions that have no code yet.
    """

    points: dict[str, float]
    diagnoses: tuple[Diagnosis, ...] = ()
    cases: dict[str, tuple[CaseOutcome, ...]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """All points."""
        return sum(self.points.values())

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of the mistakes that were named."""
        return tuple(diagnosis.id for diagnosis in self.diagnoses if diagnosis.names_a_mistake)

    def diagnoses_of(self, question_id: str) -> tuple[Diagnosis, ...]:
        """What was diagnosed in a question."""
        return tuple(diagnosis for diagnosis in self.diagnoses if question_of(diagnosis) == question_id)


@dataclass(frozen=True)
class NotGraded(Student):
    """A submission with nothing to grade, or one that no judge survived; `remark` says which."""

    remark: str = ""


@dataclass(frozen=True)
class Classroom:
    """A class; `problems` has a sentence for each file that was left out.

    `figures` has the titles of measured figures, as far as the lab gives them.
    """

    title: str
    questions: tuple[Question, ...]
    students: tuple[Student, ...]
    problems: tuple[str, ...] = ()
    names_hidden: bool = False
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def graded(self) -> tuple[Graded, ...]:
        """The submissions that have a grade."""
        return tuple(student for student in self.students if isinstance(student, Graded))

    @property
    def not_graded(self) -> tuple[NotGraded, ...]:
        """The other ones."""
        return tuple(student for student in self.students if isinstance(student, NotGraded))

    @property
    def max_score(self) -> float:
        """The points that tests give, in total."""
        return sum(question.points for question in self.questions)


def read_class(folder: Path, lab: Lab) -> Classroom:
    """The class in `folder`: in `results/` and `feedback/`, as a batch leaves them, or else its own results files."""
    results_folder = folder / "results" if (folder / "results").is_dir() else folder
    students: dict[str, Student] = {}
    problems = []
    for path in results_files([results_folder]):
        try:
            results = read_results(path)
            student = student_from(results, student_of(path), lab.settings)
        except ResultsError as error:
            problems.append(f"{path}: {error}; left out")
            continue
        if student.key in students:
            problems.append(f"{path}: {student.key} has other results; left out")
            continue
        page = folder / "feedback" / f"{student.key}.html"
        students[student.key] = replace(student, feedback=page if page.is_file() else None)
    in_order = sorted(students.values(), key=lambda student: (student.name.casefold(), student.key))
    title, questions, figures = lab.settings.title, lab.settings.questions, lab.hooks.figures
    return Classroom(title, questions, tuple(in_order), tuple(problems), figures=figures)


def student_from(results: Results, key: str, settings: Settings) -> Student:
    """The student of a results file; raises `ResultsError` where it lacks the score of a question."""
    name = readable((results.batch.name if results.batch else "") or key)
    if not results.is_graded:
        return NotGraded(key, name, readable(results.output), seconds=results.execution_time)
    points = results.points(settings.questions)
    people = [row.name or row.student for row in rows_of(results, key, settings)]
    questions = [question.id for question in settings.questions]
    found = [name for question in questions for name in results.questions[question].diagnoses]
    return Graded(
        key,
        name if people == [key] else readable(", ".join(people)),
        points,
        diagnoses=tuple(_diagnosis(results, name) for name in dict.fromkeys(found)),
        cases={question: _cases(results.cases.get(question, ())) for question in questions},
        figures=results.figures,
        patterns=_patterns(results, questions),
        seconds=results.execution_time,
    )


def question_of(diagnosis: Diagnosis) -> str:
    """The id of the question that a diagnosis belongs to."""
    return diagnosis.id.partition("/")[0]


def readable(text: Any) -> str:
    """A text on one line, not too long, with a sign for each character that cannot be printed."""
    line = " ".join(str(text).split())
    return "".join(character if character.isprintable() else "�" for character in line[:MAX_TEXT])


def _cases(found: tuple[CaseOutcome, ...]) -> tuple[CaseOutcome, ...]:
    return tuple(replace(case, name=readable(case.name)) for case in found)


def _diagnosis(results: Results, name: str) -> Diagnosis:
    said = results.diagnoses.get(name, Diagnosis(name, name, ""))
    return Diagnosis(readable(said.id), readable(said.title), readable(said.hint), said.kind)


def _patterns(results: Results, questions: list[str]) -> dict[str, str]:
    """How questions failed; those that a student has not written all fail in the same way, which says nothing."""
    unwritten = {test.number for test in results.tests if NO_CODE in test.output}
    found = {name: results.questions[name].pattern for name in questions if name not in unwritten}
    return {name: pattern for name, pattern in found.items() if PATTERN.fullmatch(pattern)}
