"""Shows graders the written answers with their questions, so that they need not open the notebook.

Such an entry has no points: a person gives them, with Gradescope's own rubric. It is text, which Gradescope escapes.
"""

import logging

from autograder.course.desk.notebooks import MOST_SHOWN, answers_in, steady
from autograder.course.desk.questions import Written, read_written
from autograder.grading.results.schema import ShownTest
from autograder.lab import Lab
from autograder.lib.errors import NotebookError

NOTHING = "Nothing was written here."
LINE = "-" * 40
TEXT = "text"
"""Gradescope's name for a text without markup. Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/"""

log = logging.getLogger("autograder.gradescope")


def written_entries(lab: Lab, notebook: bytes | None) -> tuple[ShownTest, ...]:
    """An entry for each written answer of a notebook; none where the lab asks for none, or cannot say which they are.

    Whatever is wrong with the notebook is said in each entry.
    """
    if lab.settings.written is None or not lab.rubric.is_file():
        return ()
    try:
        return _entries(read_written(lab), lab.settings.written.id, notebook)
    except Exception:  # no grade depends on it
        log.exception("written answers are not shown")
        return ()


def _entries(written: Written, question: str, notebook: bytes | None) -> tuple[ShownTest, ...]:
    try:
        answers, problem = answers_in(notebook, written.layout), ""
    except NotebookError as error:
        answers, problem = {}, f"No answer can be read: {error}."
    return tuple(
        ShownTest(
            name=f"Written answer {number}: {one.asked.title}",
            number=f"{question}.{number}",
            score=None,
            max_score=None,
            output=f"{one.text.strip()}\n{LINE}\n{problem or _shown(answers[one.asked.cell])}",
            output_format=TEXT,
        )
        for number, one in enumerate(written.questions, 1)
    )


def _shown(answer: str) -> str:
    """An answer as it was typed, within limits; nothing in it turns the direction of what follows."""
    more = len(answer) - MOST_SHOWN
    cut = f"\n[{more:,} more characters: open the notebook]" if more > 0 else ""
    return (steady(answer[:MOST_SHOWN]) + cut) or NOTHING
