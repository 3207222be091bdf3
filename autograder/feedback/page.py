"""Makes the page that a student gets: one file of HTML that needs no network and runs no script.

All that a submission can influence is text, and escaped by the template.
"""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from autograder.config import LabConfig
from autograder.feedback.pictures import HEIGHT, LEFT, RIGHT, TOP, WIDTH, chart, grids, number
from autograder.grade import Exhibit, Grade, Matrix, QuestionResult
from autograder.results import carried_forward, said_once


def feedback_page(grade: Grade, config: LabConfig, name: str = "") -> str:
    """The page for one grade as HTML; `name` says whose it is, or which file was graded."""
    wrong = [question for question in grade.questions if not question.passed]
    return _template().render(
        grade=grade,
        title=config.title,
        name=name,
        diagnosed=[question for question in wrong if question.diagnoses],
        wrong=wrong,
        exhibits={question.id: _exhibits(grade, question) for question in grade.questions},
    )


def escaping_templates(folder: Path) -> Environment:
    """The templates in a folder: whatever is put into them is escaped, and a name that is missing is an error."""
    return Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


@cache
def _template() -> Template:
    environment = escaping_templates(Path(__file__).parent)
    environment.filters |= {"code": code, "number": number}
    environment.globals |= {
        "carried_forward": carried_forward, "is_matrix": lambda exhibit: isinstance(exhibit, Matrix),
        "verdict": verdict, "said_once": said_once, "count": count, "grids": grids, "chart": chart,
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP,
    }  # fmt: skip
    return environment.get_template("page.html")


def code(text: str) -> Markup:
    """A text as HTML, with what stands between `backticks` as code."""
    return Markup(re.sub("`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 test, 2 tests."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def verdict(question: QuestionResult) -> tuple[str, str]:
    """How a question went: a word for the style sheet, and what is written."""
    if question.passed:
        return "right", "right"
    if question.missing:
        return "missing", "no code yet"
    return ("partly", "partly right") if question.score else ("wrong", "not right yet")


def _exhibits(grade: Grade, question: QuestionResult) -> list[Exhibit]:
    return [exhibit for exhibit in grade.exhibits if exhibit.question == question.id]
