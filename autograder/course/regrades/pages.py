"""Puts what people said into the feedback pages of a class: the pages of students whom nobody mentioned stay."""

import re
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from autograder.course.regrades.adjustments import change_of
from autograder.course.regrades.standing import Standing, word
from autograder.grading.results.schema import Results, read_results
from autograder.lab.settings import Settings
from autograder.lib.errors import ResultsError
from autograder.lib.files import write_atomically
from autograder.lib.pages import code, escaping_templates

HERE = Path(__file__).resolve().parent
BEGIN, END = "<!-- what people said -->", "<!-- end of what people said -->"
"""Around what is put into a page. What comes from a submission is escaped there, and cannot have them."""
SECTION = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}\n?", re.DOTALL)
SCORE = re.compile(r'(<p class="score"><strong>)[^<]*(</strong> of )[^<]*( points</p>)')


def update_pages(folder: Path, standing: Standing, settings: Settings) -> int:
    """Write into each feedback page of a class what counts now; returns how many pages have changed."""
    changed = 0
    for page in sorted((folder / "feedback").glob("*.html")):
        try:
            results = read_results(folder / "results" / f"{page.stem}.json")
            old = page.read_text(encoding="utf-8")
        except (ResultsError, OSError, UnicodeDecodeError):
            continue  # its results are named by whoever reads the class
        new = with_words(old, page.stem, results, standing, settings)
        if new != old:
            write_atomically(page, new)
            changed += 1
    return changed


def with_words(page: str, student: str, results: Results, standing: Standing, settings: Settings) -> str:
    """A feedback page with what people said of a student below its header, and the score that counts."""
    words = list(standing.overrides.of(student).values())
    answers = standing.written.get(student, ())
    adjustments = standing.adjustments.get(student, ())
    plain = SECTION.sub("", page)
    given = {question: score.score for question, score in results.questions.items()}
    total = sum(standing.points(student, given).values())
    maximum = results.max_score
    written = standing.written_points(student)
    if written is not None and settings.written is not None:
        total, maximum = total + written, maximum + settings.written.points
    total += change_of(total, adjustments)
    plain = SCORE.sub(lambda found: f"{found[1]}{total:g}{found[2]}{maximum:g}{found[3]}", plain, count=1)
    if not (words or answers or adjustments):
        return plain
    section = _templates().get_template("words.html").render(
        words=words, answers=answers, adjustments=adjustments, settings=settings, written=written,
        titles={question.id: question.title for question in settings.questions}, word=word,
    )  # fmt: skip
    return plain.replace("<main>\n", f"<main>\n{BEGIN}{Markup(section)}{END}\n", 1)


def _templates() -> Environment:
    environment = escaping_templates(HERE)
    environment.filters["code"] = code
    return environment


def explanation_page(lines: list[str], heading: str, title: str) -> str:
    """What `autograder explain` prints, as a page that runs nothing."""
    return _templates().get_template("explanation.html").render(lines=lines, heading=heading, title=title)
