"""Failures without a name: submissions that fail a question in the same way, where no mistake is known that does so."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.course.report.classroom import Classroom, Graded
from autograder.grading.grade import Diagnosis
from autograder.grading.results.schema import CaseOutcome
from autograder.lib.errors import InputError

SMALLEST = 2
"""A group has at least this many submissions."""


@dataclass(frozen=True)
class Group:
    """Submissions that fail the same cases of a question with the same values.

    `failed` are these cases, and `said` is what students read instead of a mistake: a step or a property.
    """

    question: str
    pattern: str
    students: tuple[Graded, ...]
    failed: tuple[CaseOutcome, ...]
    said: tuple[Diagnosis, ...]

    @property
    def id(self) -> str:
        """The name of the group, such as "gram-3fa9c1d20b7e"."""
        return f"{self.question}-{self.pattern}"


@dataclass(frozen=True)
class Groups:
    """The groups, the largest first. `n_single` counts failures without a name that are unlike all others."""

    groups: tuple[Group, ...]
    n_single: int

    def find(self, name: str) -> Group:
        """The group whose id begins with `name`; raises `InputError` where it is not exactly one."""
        found = [group for group in self.groups if group.id.startswith(name)]
        if not found:
            raise InputError(f"there is no group {name}: `autograder mistakes groups DIR` lists those of a class")
        if len(found) > 1:
            raise InputError(f"{name} could be {' or '.join(group.id for group in found)}: write more of it")
        return found[0]


def groups_of(classroom: Classroom) -> Groups:
    """The failures of a class that have no name.

    Questions without code of their own are left out, since nothing in them could be a mistake.
    """
    found: dict[tuple[str, str], list[Graded]] = {}
    for question in classroom.questions:
        for student in classroom.graded if question.modules or question.notebook else ():
            pattern = student.patterns.get(question.id)
            if pattern and not is_named(student, question.id):
                found.setdefault((question.id, pattern), []).append(student)
    large = [_group(*key, students) for key, students in found.items() if len(students) >= SMALLEST]
    return Groups(
        tuple(sorted(large, key=lambda group: -len(group.students))),
        sum(len(students) < SMALLEST for students in found.values()),
    )


def is_named(student: Graded, question_id: str) -> bool:
    """Whether a mistake of a question was named in a submission."""
    return any(diagnosis.names_a_mistake for diagnosis in student.diagnoses_of(question_id))


def _group(question: str, pattern: str, students: list[Graded]) -> Group:
    failed = tuple(case for case in students[0].cases.get(question, ()) if not case.passed)
    said = (diagnosis for student in students for diagnosis in student.diagnoses_of(question))
    return Group(question, pattern, tuple(students), failed, tuple(_unlike(said)))


def _unlike(diagnoses: Iterable[Diagnosis]) -> Iterable[Diagnosis]:
    """The diagnoses, each once: the same one may have other numbers in its hint."""
    return {diagnosis.id: diagnosis for diagnosis in diagnoses}.values()
