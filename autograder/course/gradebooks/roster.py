"""The students of a course: read from what a platform exports, and found by what their results say of them.

Sources of the columns: `lib/gradebook_exporter.rb` of https://github.com/instructure/canvas-lms (Canvas),
`mod/assign/gradingtable.php` and `grade/export/lib.php` of https://github.com/moodle/moodle (Moodle),
https://community.d2l.com/brightspace/kb/articles/3538-importing-grades (Brightspace),
https://help.blackboard.com/Learn/Instructor/Ultra/Grade/Grading_Tasks/Work_Offline_With_Grade_Data (Blackboard).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course.gradebooks.rows import Gradebook, Line, Row, key_of
from autograder.lib.errors import GradebookError
from autograder.lib.tables import read_table

FILE = "file"
"""The column of an instructor: the name of the results file; lines with the same one are members of a group."""
IDENTIFIER = "Identifier"
"""Moodle's number of a participant in its grading worksheet."""
IDENTIFIERS = (
    FILE, "ID", IDENTIFIER, "SIS Login ID", "SIS User ID", "Email address", "Email", "Username", "Student ID",
    "ID number", "OrgDefinedId",
)  # fmt: skip
"""Columns that identify a student. Where a name stands in two of them, the first one counts."""
OF_DOWNLOADS = ("ID", IDENTIFIER, "SIS Login ID", "Username")
"""The columns whose values platforms also write into the names of what they give out."""
NAMES = (
    ("Student",),
    ("Full name",),
    ("First name", "Last name"),
    ("First Name", "Last Name"),
    ("First name", "Surname"),
)
"""Columns that name a student."""
PARTICIPANT = re.compile(r"(?P<word>[^\d@]*\D)(?P<number>\d+)")
"""How Moodle's worksheet names a participant, in any language: Participant 4711."""
ELSEWHERE = {*IDENTIFIERS, "Student"} - {"ID", IDENTIFIER}
"""Titles of a first column that is none of a worksheet; in German, participants stand below `ID`."""
POSSIBLE = "Points Possible"


@dataclass(frozen=True)
class Roster:
    """The students of a course, by their identifiers and names in upper or lower case.

    `possible` has the points of a platform's columns as far as it says them.
    """

    path: Path
    columns: tuple[str, ...]
    students: tuple[Line, ...]
    groups: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    by_identifier: dict[str, tuple[str, Line]] = field(default_factory=dict)
    by_name: dict[str, Line] = field(default_factory=dict)
    possible: Line = field(default_factory=dict)

    def find(self, student: str) -> Line | None:
        """The line with this identifier; None for an unknown one."""
        return self.by_identifier.get(key_of(student), ("", None))[1]

    def lines_of(self, row: Row) -> tuple[Line, ...]:
        """The lines of a student, or of the group that the results belong to; none for an unknown one."""
        if group := self.groups.get(key_of(row.file)):
            return group
        for identifier in (row.user.email, row.user.id, row.file, row.student):
            column, line = self.by_identifier.get(key_of(str(identifier)), ("", None)) if identifier else ("", None)
            if line and not (identifier == row.user.id and self._is_another(row, column, line)):
                return (line,)
        line = self.by_name.get(squashed(row.name)) if row.name else None
        return (line,) if line else ()

    def _is_another(self, row: Row, column: str, line: Line) -> bool:
        """Whether an id is that of another platform, which happens to have the same number for somebody else."""
        if column in OF_DOWNLOADS and not row.user.email:
            return False
        return bool(row.name) and squashed(row.name) not in names_of(line)


def read_roster(path: Path) -> Roster:
    """Read a roster; raises `GradebookError`, which names each bad line, where it cannot be used."""
    lines = read_table(path, known=(*IDENTIFIERS, *(name for names in NAMES for name in names)))
    columns = tuple(lines[0][1]) if lines else ()
    possible = next((entry for _, entry in lines if POSSIBLE in entry.get("Student", "")), {})
    students = list(_numbered(line for line in lines if POSSIBLE not in line[1].get("Student", "")))
    students = [(line, entry) for line, entry in students if list(identifiers(entry))]  # "Manual Posting" has none
    problems = [] if students else [f"{path}: no student has an identifier; give one of {', '.join(IDENTIFIERS)}"]
    problems += _duplicates(path, students)
    if problems:
        raise GradebookError("\n".join(problems))
    entries = tuple(entry for _, entry in students)
    groups: dict[str, tuple[Line, ...]] = {}
    for entry in entries:
        if entry.get(FILE):
            groups[key_of(entry[FILE])] = (*groups.get(key_of(entry[FILE]), ()), entry)
    by_identifier: dict[str, tuple[str, Line]] = {}
    for column in IDENTIFIERS:
        for entry in entries:
            for name, value in identifiers(entry):
                if name == column:
                    by_identifier.setdefault(value, (column, entry))
    return Roster(path, columns, entries, groups, by_identifier, _unique_names(entries), possible)


def identifiers(entry: Line) -> Iterator[tuple[str, str]]:
    """The identifiers of a line of a roster, each with its column."""
    for column in IDENTIFIERS:
        if value := entry.get(column):
            number = PARTICIPANT.fullmatch(value) if column == IDENTIFIER else None
            yield column, key_of(number["number"] if number else value)


def names_of(entry: Line) -> set[str]:
    """The names of a student, family name first or last, and squashed as platforms do it in the names of files."""
    found = set()
    for columns in NAMES:
        if all(entry.get(column) for column in columns):
            parts = [part for column in columns for part in entry[column].split(",", 1)]
            found |= {squashed("".join(parts)), squashed("".join(reversed(parts)))}
    return found


def squashed(name: str) -> str:
    """A name without what is no letter, in lower case."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def label_of(entry: Line) -> str:
    """How messages name a student of a roster."""
    for columns in NAMES:
        if all(entry.get(column) for column in columns):
            return " ".join(entry[column] for column in columns)
    return next(entry[column] for column in IDENTIFIERS if entry.get(column))


def with_roster(gradebook: Gradebook, roster: Roster) -> tuple[Gradebook, tuple[str, ...]]:
    """The rows with the lines of the roster, and the students who have no results.

    A row whose results belong to several lines, as those of a group do, becomes a row for each.
    """
    rows: list[Row] = []
    problems = list(gradebook.problems)
    seen: set[int] = set()
    left_out = set(gradebook.left_out)
    for row in gradebook.rows:
        lines = roster.lines_of(row)
        if not lines:
            left_out.add(key_of(row.student))
            problems.append(f"{row.student} is not in {roster.path}: add a column `{FILE}` with {row.file}; left out")
        for line in lines:
            if id(line) in seen:
                problems.append(f"{row.student} is a student of {roster.path} who already has results; left out")
                continue
            seen.add(id(line))
            student = row.student if len(lines) == 1 else label_of(line)
            rows.append(replace(row, student=student, roster=line, name=line.get("Student") or row.name))
    seen |= {id(line) for row in gradebook.ungraded for line in roster.lines_of(row)}
    absent = tuple(label_of(line) for line in roster.students if id(line) not in seen)
    return replace(gradebook, rows=tuple(rows), problems=tuple(problems), left_out=frozenset(left_out)), absent


def _numbered(lines: Iterable[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
    """The lines; in a worksheet of Moodle in another language, participants get their column in English."""
    listed = list(lines)
    first = next(iter(listed[0][1]), "") if listed else ""
    found = [PARTICIPANT.fullmatch(entry.get(first, "")) for _, entry in listed]
    words = {match["word"] for match in found if match}
    is_worksheet = first not in ELSEWHERE and all(found) and len(words) == 1
    for line, entry in listed:
        yield line, entry | {IDENTIFIER: entry[first]} if is_worksheet else entry


def _duplicates(path: Path, students: list[tuple[int, Line]]) -> Iterator[str]:
    """A sentence for each line that has an identifier of an earlier one in the same column."""
    seen: set[tuple[str, str]] = set()
    for line, entry in students:
        for column, value in identifiers(entry):
            if column != FILE and (column, value) in seen:
                yield f"{path}, line {line}: {value!r} is also the {column} of an earlier student"
            seen.add((column, value))


def _unique_names(entries: tuple[Line, ...]) -> dict[str, Line]:
    """Students by name, without names that several have."""
    found: dict[str, list[Line]] = {}
    for entry in entries:
        for name in names_of(entry):
            found.setdefault(name, []).append(entry)
    return {name: lines[0] for name, lines in found.items() if len(lines) == 1}
