"""Reads a class: the results file of each submission, whoever wrote it, as one student each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.course.gradebooks.rows import rows_of
from autograder.course.regrades.earlier import earlier_runs
from autograder.course.regrades.standing import Standing, read_standing, word
from autograder.grading.grade import NO_CODE, Diagnosis
from autograder.grading.results.schema import CaseOutcome, Results, read_results, results_files, student_of
from autograder.lab import Lab
from autograder.lab.settings import Question, Settings, Written
from autograder.lib.errors import ResultsError

PATTERN = re.compile("[0-9a-f]+")
"""What a pattern consists of; the page shows it in a command that people copy."""
MAX_TEXT = 500
"""Characters of a name, a title, a hint or a remark; those that the tool writes are shorter."""


@dataclass(frozen=True)
class Student:
    """One submission, which is either `Graded` or `NotGraded`.

    `key` is the name of the results file without suffix, and `alias` the pseudonym. `seconds` is how long grading took,
    `feedback` the page made for the student, where there is one, and `late` says in words how late the work was.
    """

    key: str
    name: str
    seconds: float | None = field(default=None, kw_only=True)
    feedback: Path | None = field(default=None, kw_only=True)
    alias: str = field(default="", kw_only=True)
    late: str = field(default="", kw_only=True)


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

    `figures` has the titles of measured figures, as far as the lab gives them. `said` has a sentence for each word of a
    person that changes points, and `readers` are those who read written answers. `absent` are those in the roster who
    have no results. `earlier` has the dates of runs whose results were replaced.
    """

    title: str
    questions: tuple[Question, ...]
    students: tuple[Student, ...]
    problems: tuple[str, ...] = ()
    names_hidden: bool = False
    said: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
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
    def late(self) -> tuple[Student, ...]:
        """Those who handed in late."""
        return tuple(student for student in self.students if student.late)

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
    standing = read_standing(folder)
    in_order = sorted(students.values(), key=lambda student: (student.name.casefold(), student.key))
    classroom = Classroom(
        lab.settings.title, lab.settings.questions, tuple(in_order), tuple(problems), figures=lab.hooks.figures,
        said=sentences(standing), readers=standing.readers, earlier=earlier_runs(folder),
    )  # fmt: skip
    return with_words(classroom, standing, lab.settings)


def sentences(standing: Standing) -> tuple[str, ...]:
    """A sentence for each word of a person that changes points."""
    words = [
        f"{one.student}, {one.question}: {one.points:g} points, {word(one)}" for one in standing.overrides.standing()
    ]
    changes = [f"{student}: {one.text}" for student, found in standing.adjustments.items() for one in found]
    return tuple(map(readable, (*words, *changes)))


def with_words(classroom: Classroom, standing: Standing, settings: Settings) -> Classroom:
    """The class with the points that count: a person's word comes before tests.

    Where all written answers have been read, their question counts as the others do.
    """
    students: list[Student] = [
        replace(one, points=standing.points(one.key, one.points)) if isinstance(one, Graded) else one
        for one in classroom.students
    ]
    written = settings.written
    if not standing.written or written is None:
        return replace(classroom, students=tuple(students))
    unread = [one.key for one in students if isinstance(one, Graded) and standing.written_points(one.key) is None]
    if unread:
        line = f"{written.title} is left out: not all answers have points of {', '.join(unread)}"
        return replace(classroom, students=tuple(students), problems=(*classroom.problems, line))
    return replace(
        classroom,
        questions=(*classroom.questions, Question(written.id, written.title, written.points)),
        students=tuple(_with_answers(one, standing, written) if isinstance(one, Graded) else one for one in students),
    )


def _with_answers(student: Graded, standing: Standing, written: Written) -> Graded:
    points = standing.written_points(student.key) or 0.0
    cases = tuple(
        CaseOutcome(readable(one.title), False, one.maximum, one.read.points == one.maximum)
        for one in standing.written[student.key]
    )
    return replace(student, points=student.points | {written.id: points}, cases=student.cases | {written.id: cases})


def student_from(results: Results, key: str, settings: Settings) -> Student:
    """The student of a results file; raises `ResultsError` where it lacks the score of a question."""
    name = readable((results.batch.name if results.batch else "") or key)
    late = results.submission.lateness if results.submission else ""
    if not results.is_graded:
        return NotGraded(key, name, readable(results.text), seconds=results.execution_time, late=late)
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
        late=late,
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
    unwritten = {test.number for test in results.tests if NO_CODE in test.text}
    found = {name: results.questions[name].pattern for name in questions if name not in unwritten}
    return {name: pattern for name, pattern in found.items() if PATTERN.fullmatch(pattern)}
