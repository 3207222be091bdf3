"""What comes of the marks: the sheet that `autograder export --manual` reads, and a record with comments."""

from dataclasses import dataclass
from typing import Any

from autograder.course.desk.marks import Joined, Verdict
from autograder.lab.settings import Written
from autograder.lib.tables import as_csv, harmless

UNTOUCHED = "Nothing was written here."
FORMAT = "written answers as they were read, 1"


@dataclass(frozen=True)
class Read:
    """One answer of a student as it was read; `points` is None where it is not known yet."""

    points: float | None
    comments: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def read_answers(joined: Joined, student: str) -> dict[str, Read]:
    """What became of each answer of a student, by cell. An untouched one is worth nothing, whoever reads."""
    ids = joined.students[student]
    found = {}
    for asked in joined.asked:
        ident = ids.get(asked.cell)
        if ident == "":
            found[asked.cell] = Read(0.0, (UNTOUCHED,))
            continue
        verdict = joined.verdicts.get(ident or "", Verdict(None))
        found[asked.cell] = Read(verdict.points, verdict.comments if verdict.points is not None else (), verdict.by)
    return found


def sheet(joined: Joined, written: Written) -> tuple[str, tuple[str, ...]]:
    """The sheet as CSV, and who is left blank in it: students of whom not every answer has points yet."""
    rows: list[list[str]] = [["student", *(f"{written.id}_{number}" for number, _ in enumerate(joined.asked, 1))]]
    blank = []
    for student in sorted(joined.students):
        points = [read.points for read in read_answers(joined, student).values()]
        known = None not in points
        rows.append([harmless(student), *(f"{value:g}" if known else "" for value in points)])
        blank += [] if known else [student]
    return as_csv(rows), tuple(blank)


def record(joined: Joined, written: Written) -> dict[str, Any]:
    """The same with comments and readers, as plain data."""
    return {
        "format": FORMAT,
        "question": written.id,
        "asked": [{"cell": one.cell, "title": one.title, "points": one.points} for one in joined.asked],
        "students": {
            student: {
                cell: {"points": read.points, "comments": list(read.comments), "by": list(read.by)}
                for cell, read in read_answers(joined, student).items()
            }
            for student in sorted(joined.students)
        },
    }
