"""The texts that Gradescope shows, as Markdown. What a submission can influence is code, or is escaped."""

import re
import textwrap
from dataclasses import replace

from autograder.course.feedback.pictures import Grid, grids
from autograder.grading.grade import CaseResult, Matrix, QuestionResult
from autograder.grading.results.sentences import MARKS, carried_forward, said_once

SPECIAL = re.compile(r"[\\`*_{}\[\]()#|~$<>&!@]|^\s*[-+=\d](?=[-+=.)\d\s])", re.MULTILINE)
"""What Markdown, HTML or LaTeX reads as something else than itself."""
CODE = re.compile(r"`([^`\n]+)`")
WIDTH = 100
"""Characters of a line of code."""
TICKS = re.compile("`+")


def question_markdown(question: QuestionResult, pictures: tuple[Matrix, ...] = (), compared: bool = True) -> str:
    """What a student reads about a question: what was misunderstood, each case, and what the code returns.

    What the code returns is `compared` with what was expected, unless that would say more than the cases do.
    """
    parts = [f"**→ {marked(each.sentence)}**\n\n{marked(each.hint)}" for each in question.diagnoses]
    parts += [_case(case, message) for case, message in said_once(question)]
    parts += [marked(carried_forward(question))] if question.replaced else []
    return "\n\n".join([*parts, *(matrix_markdown(picture, compared) for picture in pictures)])


def matrix_markdown(matrix: Matrix, compared: bool = True) -> str:
    """What the submission returns for a public input, and below it what was expected, where that is something else."""
    found = grids(matrix if compared else replace(matrix, expected=matrix.yours))
    about = f"{marked(matrix.call)} of your code. {marked(matrix.reading)}"
    bold = " Numbers in bold are not as expected." if len(found) > 1 else ""
    return "\n\n".join([about + bold, *(_table(grid, matrix.columns) for grid in found)])


def marked(text: str) -> str:
    """A text with what stands between `backticks` as code, and everything else as it is."""
    parts = CODE.split(text)  # every second one is code
    return "".join(f"`{part}`" if number % 2 else escaped(part) for number, part in enumerate(parts))


def escaped(text: str) -> str:
    """A text that reads in Markdown as it is, by entities, which every kind of Markdown knows."""
    return SPECIAL.sub(lambda found: "".join(_entity(letter) for letter in found[0]), text)


def fenced(text: str) -> str:
    """A text as a block of code, whatever is in it; long lines are broken between words."""
    fence = "`" * max(3, 1 + max(map(len, TICKS.findall(text)), default=0))
    lines = [line if len(line) <= WIDTH else textwrap.fill(line, WIDTH) for line in text.split("\n")]
    return "\n".join([fence, *lines, fence])


def _case(case: CaseResult, message: str) -> str:
    """A line with the result of a case, and its message below."""
    earned = case.points if case.passed else 0
    line = f"{MARKS[case.passed]} {marked(case.name)} ({earned:g} of {case.points:g})"
    return f"{line}\n\n{fenced(message)}" if message else line


def _table(grid: Grid, columns: tuple[str, ...]) -> str:
    rows = [
        [escaped(label), *(f"**{cell.text}**" if cell.differs else cell.text for cell in cells)]
        for label, cells in grid.rows
    ]
    head = [grid.name.partition(",")[0], *map(escaped, columns)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] + ["---:"] * len(columns), *rows))


def _entity(letter: str) -> str:
    return letter if letter.isspace() else f"&#{ord(letter)};"
