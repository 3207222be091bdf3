"""The results of a class as rows: a student, the points, and what the student may read."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.grading.results.schema import (
    FAILED,
    Results,
    User,
    read_results,
    results_files,
    student_of,
)
from autograder.lab.settings import Settings
from autograder.lib.errors import ResultsError

Line = dict[str, str]
"""A line of a sheet, by column."""
UNGRADED = "--zero-ungraded exports 0"
MOST_OF_A_REASON = 200
"""Characters."""


@dataclass(frozen=True)
class Row:
    """One student: points by question (None: not known), feedback by question, and the line of the roster.

    `student` is how messages name the student. `file` is the name of the results file, `user` what the platform says of
    the student, `page` the feedback page where there is one, and `late` says in words how late the work was.
    """

    student: str
    points: dict[str, float | None]
    feedback: dict[str, str] = field(default_factory=dict)
    name: str = ""
    roster: Line = field(default_factory=dict)
    file: str = ""
    user: User = field(default_factory=User)
    page: Path | None = None
    late: str = ""


@dataclass(frozen=True)
class Gradebook:
    """A row for each student, and a sentence for everything that was left out, with the students it belonged to.

    `ungraded` are those whose submissions could not be graded, and `zeros` says who has 0 points for that.
    """

    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    ungraded: tuple[Row, ...] = ()
    zeros: tuple[str, ...] = ()


def key_of(student: str) -> str:
    """A student's identifier, the same in upper and lower case, and with what makes it harmless or marks it as text."""
    return student.strip().lstrip("'#").casefold()


def read_gradebook(paths: Iterable[Path], settings: Settings, zero_ungraded: bool = False) -> Gradebook:
    """Read results files, and folders of them; a bad one costs only its own students.

    What could not be graded is left out and named; with `zero_ungraded`, it has 0 points.
    """
    rows: dict[str, tuple[Row, Path]] = {}
    problems: list[str] = []
    ungraded: list[Row] = []
    zeros: list[str] = []
    left_out: set[str] = set()
    for path in results_files(paths):
        try:
            results = read_results(path)
            found = rows_of(results, student_of(path), settings)
        except ResultsError as error:
            problems.append(f"{path}: {error}; left out")
            left_out.add(key_of(student_of(path)))
            continue
        if not results.is_graded:
            people = ", ".join(row.student for row in found)
            if not zero_ungraded:
                problems.append(f"{path}: {people}: {why_ungraded(results)}; left out ({UNGRADED})")
                left_out.update(key_of(row.student) for row in found)
                ungraded += found
                continue
            zeros.append(f"{people} ({why_ungraded(results)})")
            found = [replace(row, points=dict.fromkeys(row.points, 0.0)) for row in found]
        for row in found:
            key = key_of(row.student)
            if key in rows:
                problems.append(f"{path}: {row.student} is also in {rows[key][1]}; left out")
            else:
                rows[key] = (replace(row, page=page_of(path)), path)
    in_order = tuple(rows[key][0] for key in sorted(rows))
    return Gradebook(in_order, tuple(problems), frozenset(left_out), tuple(ungraded), tuple(zeros))


def rows_of(results: Results, student: str, settings: Settings) -> list[Row]:
    """The rows of a results file, one for each member of a group; raises `ResultsError` where it lacks something."""
    late = results.submission.lateness if results.submission else ""
    row = Row(student, dict(results.points(settings.questions)), _feedback(results), file=student, late=late)
    members = results.members()
    if not members:
        return [row]
    if len(members) == 1 and not members[0].email:  # an id of the platform: the file has a better name
        return [replace(row, name=members[0].name or "", user=members[0])]
    return [
        replace(row, student=str(user.email or user.id), name=user.name or "", user=user, file=student)
        for user in members
    ]


def why_ungraded(results: Results) -> str:
    """Why a submission has no grade, in a line."""
    failed = bool(results.failure) or (results.batch is not None and results.batch.status == FAILED)
    reason = " ".join((results.failure or results.text).split())[:MOST_OF_A_REASON]
    what = "the grader failed" if failed else "there was nothing to grade"
    return f"{what}: {reason}" if reason else what


def page_of(path: Path) -> Path | None:
    """The feedback page that belongs to a results file: where a batch puts it, or next to the file."""
    beside = path.with_suffix(".html")
    of_batch = path.resolve().parent.parent / "feedback" / beside.name
    return next((page for page in (of_batch, beside) if page.is_file()), None)


def total_of(row: Row) -> float | None:
    """All points of a student; None where a part of them is not known."""
    known = [points for points in row.points.values() if points is not None]
    return sum(known) if len(known) == len(row.points) else None


def _feedback(results: Results) -> dict[str, str]:
    """The feedback on each question that a student may read at once, without later and hidden texts."""
    found: dict[str, list[str]] = {}
    for test in results.tests:
        if test.visibility == "visible":
            found.setdefault(test.number, []).append(test.text)
    return {question: "\n".join(texts) for question, texts in found.items()}
