"""The columns of an exported file: one for each question, or one for all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from autograder.course.gradebooks.roster import Roster
from autograder.course.gradebooks.rows import Row, total_of
from autograder.course.regrades.standing import ADJUSTMENT
from autograder.lab.settings import Question, Settings, Written

Rows = tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """A column of points: its title, its maximum, a student's points (None: not known), and the text about them."""

    title: str
    maximum: float
    points: Callable[[Row], float | None]
    feedback: Callable[[Row], str]


@dataclass(frozen=True)
class Sheet:
    """What a platform's file is made of: `columns` are those of points, and `is_total` says that one has everything."""

    rows: Rows
    columns: tuple[Column, ...]
    is_total: bool
    roster: Roster | None = None


def sheet_of(rows: Rows, settings: Settings, roster: Roster | None, total: bool, title: str = "") -> Sheet:
    """The columns for each question, or one with this title for all of them."""
    maxima = maxima_of(rows, settings)
    if total:
        everything = Column(title or settings.package, sum(maxima.values()), total_of, _all_feedback(settings))
        return Sheet(rows, (everything,), True, roster)
    columns = (_column(f"{settings.package} {question}", question, maximum) for question, maximum in maxima.items())
    return Sheet(rows, tuple(columns), False, roster)


def maxima_of(rows: Rows, settings: Settings) -> dict[str, float]:
    """The questions to export, with their points; the written one only where its points are known."""
    maxima = {question.id: float(question.points) for question in settings.questions}
    written = settings.written
    if written is not None and any(written.id in row.points for row in rows):
        maxima[written.id] = float(written.points)
    if any(ADJUSTMENT in row.points for row in rows):
        maxima[ADJUSTMENT] = 0.0
    return maxima


def shown(points: float | None) -> str:
    """Points as a cell; empty where they are not known."""
    return "" if points is None else f"{round(points, 2):g}"


def _column(title: str, question: str, maximum: float) -> Column:
    return Column(title, maximum, lambda row: row.points[question], lambda row: row.feedback.get(question, ""))


def _all_feedback(settings: Settings) -> Callable[[Row], str]:
    """The text about each question, below its title and its points."""

    def feedback(row: Row) -> str:
        parts = []
        questions: list[Question | Written] = [*settings.questions]
        for question in questions + ([settings.written] if settings.written else []):
            if text := row.feedback.get(question.id, ""):
                points = f"{shown(row.points.get(question.id))} of {question.points:g}"
                parts.append(f"{question.title} ({points})\n{text}")
        if text := row.feedback.get(ADJUSTMENT, ""):
            parts.append(f"All points ({shown(row.points.get(ADJUSTMENT))})\n{text}")
        return "\n\n".join(parts)

    return feedback
