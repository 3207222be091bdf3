"""Makes the page that a student gets: one file of HTML that needs no network and runs no script.

Everything that a submission can influence is text, which the template escapes.
"""

from functools import cache
from pathlib import Path

from jinja2 import Template

from autograder.course.feedback.pictures import HEIGHT, LEFT, RIGHT, TOP, WIDTH, draw, grids, number
from autograder.grading.grade import Exhibit, Grade, Matrix, QuestionResult
from autograder.grading.results.sentences import carried_forward, said_once
from autograder.lab.settings import Settings
from autograder.lib.pages import code, escaping_templates
from autograder.lib.tables import count


def feedback_page(grade: Grade, settings: Settings, name: str = "", late: str = "") -> str:
    """The page for one grade as HTML; `name` is that of the student, or of the file that was graded.

    `late` says in words that it was handed in late, and by how much.
    """
    wrong = [question for question in grade.questions if not question.passed]
    return _template().render(
        grade=grade,
        title=settings.title,
        name=name,
        late=late,
        diagnosed=[question for question in wrong if question.diagnoses],
        wrong=wrong,
        exhibits={question.id: _exhibits(grade, question) for question in grade.questions},
    )


@cache
def _template() -> Template:
    environment = escaping_templates(Path(__file__).parent)
    environment.filters |= {"code": code, "number": number}
    environment.globals |= {
        "carried_forward": carried_forward, "is_matrix": lambda exhibit: isinstance(exhibit, Matrix),
        "verdict": verdict, "said_once": said_once, "count": count, "grids": grids, "draw": draw,
        "width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP,
    }  # fmt: skip
    return environment.get_template("page.html")


def verdict(question: QuestionResult) -> tuple[str, str]:
    """How a question went: a word for the style sheet, and the words for the student."""
    if question.passed:
        return "right", "right"
    if question.missing:
        return "missing", "no code yet"
    return ("partly", "partly right") if question.score else ("wrong", "not right yet")


def _exhibits(grade: Grade, question: QuestionResult) -> list[Exhibit]:
    return [exhibit for exhibit in grade.exhibits if exhibit.question == question.id]
