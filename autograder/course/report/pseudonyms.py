"""Names for showing a report to others: drawn by lot, the same in each report, and without a way back."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from random import SystemRandom

from autograder.course.report.classroom import Classroom, NotGraded, Student
from autograder.lib.errors import InputError
from autograder.lib.files import write_atomically
from autograder.lib.tables import as_csv, harmless

FILE = "pseudonyms.csv"
"""Next to the results: who has which number. It is for the instructors only."""


def with_aliases(classroom: Classroom, folder: Path) -> Classroom:
    """The class with an alias for each student, such as "student 017".

    Numbers that were drawn before are read from the file in `folder`; newcomers draw from the next ones, and the file
    is written again. Raises `InputError` where it cannot be used.
    """
    path = folder / FILE
    try:
        numbers = _read(path)
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be used ({error}): fix or delete it") from None
    keys = [_in_file(student.key) for student in classroom.students]
    newcomers = [key for key in dict.fromkeys(keys) if key not in numbers]
    first = max(numbers.values(), default=0) + 1
    drawn = list(range(first, first + len(newcomers)))
    SystemRandom().shuffle(drawn)  # with a hash or a seed, whoever knows the names could draw again
    numbers |= dict(zip(newcomers, drawn, strict=True))
    if newcomers:
        write_atomically(path, _table(numbers))
    aliases = [f"student {numbers[key]:03d}" for key in keys]
    students = [replace(s, alias=alias) for s, alias in zip(classroom.students, aliases, strict=True)]
    return replace(classroom, students=tuple(students))


def without_names(classroom: Classroom) -> Classroom:
    """The class with aliases in place of names, in their order, and without anything that could betray a name.

    That is: names of files, remarks on what failed, and links to feedback pages.
    """
    students = map(_anonymous, classroom.students)
    return replace(
        classroom,
        students=tuple(sorted(students, key=lambda student: int(student.alias.split()[1]))),
        problems=("a results file that could not be used; left out",) * len(classroom.problems),
        names_hidden=True,
    )


def _anonymous(student: Student) -> Student:
    if isinstance(student, NotGraded):
        student = replace(student, remark="")
    return replace(student, key=student.alias, name=student.alias, feedback=None)


def _in_file(key: str) -> str:
    """A key as it is in the file: no formula of a spreadsheet, and UTF-8, which names of files need not be."""
    return harmless(key).encode("utf-8", "backslashreplace").decode()


def _read(path: Path) -> dict[str, int]:
    if not path.exists():
        return {}
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    return {key: int(number) for number, key in list(rows)[1:]}


def _table(numbers: dict[str, int]) -> str:
    rows = sorted((number, key) for key, number in numbers.items())
    return as_csv([("number", "results"), *rows])
