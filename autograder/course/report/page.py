"""The page about a class: one HTML file, with its pictures, styles and script in it."""

import base64
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from autograder.course.report import pictures
from autograder.course.report.classroom import Classroom, Graded, Student
from autograder.course.report.similarity import Comparison
from autograder.course.report.statistics import QuestionStatistics, Spread, Statistics
from autograder.lib.pages import code, escaping_templates
from autograder.lib.tables import count

TEMPLATES = Path(__file__).resolve().parent


def render(classroom: Classroom, statistics: Statistics, comparison: Comparison | None, folder: Path) -> str:
    """The page, to be written into `folder`: links to feedback pages are relative to it.

    Names, titles and code come from outside, and are escaped. The page has one script, whose hash is in its policy, and
    it needs no network.
    """
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    scores, questions = statistics.scores, statistics.questions
    return _template().render(
        classroom=classroom,
        statistics=statistics,
        comparison=comparison,
        link=lambda student: link(student, folder),
        titles={question.id: question.title for question in classroom.questions},
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        scores_picture=Markup(pictures.histogram(scores.bars, "points", scores.mean)) if scores else "",
        questions_picture=Markup(pictures.questions(questions, len(classroom.graded))) if questions else "",
        figures=[
            (title, spread, Markup(pictures.histogram(spread.bars, title)))
            for title, spread in titled_figures(classroom, statistics)
        ],
    )


def _template() -> Template:
    environment = escaping_templates(TEMPLATES)
    environment.filters |= {"code": code, "share": share, "heat": heat, "number": number}
    environment.globals |= {"count": count, "verdict": verdict}
    environment.tests["graded"] = lambda student: isinstance(student, Graded)
    return environment.get_template("report.html")


def titled_figures(classroom: Classroom, statistics: Statistics) -> list[tuple[str, Spread]]:
    """The measured figures, each with the title that the lab gives it, or else its own name."""
    return [(classroom.figures.get(name, name), spread) for name, spread in statistics.figures.items()]


def link(student: Student, folder: Path) -> str | None:
    """The address of a student's feedback page as seen from `folder`; None where there is no page."""
    if student.feedback is None:
        return None
    path = Path(os.path.relpath(student.feedback.resolve(), folder.resolve()))
    return "./" + quote(path.as_posix(), safe="/", errors="surrogateescape")


def verdict(entry: QuestionStatistics) -> str:
    """A reading of the numbers of a question for somebody who teaches."""
    return ", ".join(_remarks(entry)) or "fine"


def _remarks(entry: QuestionStatistics) -> Iterable[str]:
    if entry.difficulty >= 0.95:
        yield "very easy"
    elif entry.difficulty < 0.4:
        yield "hard"
    if entry.discrimination is not None and entry.discrimination < 0.2 and entry.difficulty < 0.95:
        yield "look at its tests: who is strong elsewhere does no better here"


def share(value: float) -> str:
    """A share from 0 to 1 in percent."""
    return f"{100 * value:.0f} %"


def number(value: float | None, digits: int = 1) -> str:
    """A number, or a dash where it is not known."""
    return "–" if value is None else f"{value:.{digits}f}"


def heat(points: float, maximum: float) -> str:
    """The class of a cell: all points, half of them or more, less, none."""
    if points >= maximum:
        return "f"
    return "z" if points <= 0 else "h" if points >= maximum / 2 else "s"
