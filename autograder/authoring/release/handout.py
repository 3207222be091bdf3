"""Fills in the handout: the table of questions, and the total of their points."""

from collections.abc import Iterator
from pathlib import Path

from autograder.lab import Lab, Question

QUESTIONS, TOTAL = "<!-- questions -->", "<!-- total -->"
NOTHING = "(nothing new)"


def fill_in(lab: Lab, tree: Path) -> None:
    """Put the table and the total in the place of their marks, in all Markdown files of a tree."""
    for path in sorted(tree.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        filled = text.replace(QUESTIONS, question_table(lab)).replace(TOTAL, f"{total(lab):g}")
        if filled != text:
            path.write_text(filled, encoding="utf-8")


def question_table(lab: Lab) -> str:
    """The questions of a lab as a Markdown table: file, question, points."""
    return "\n".join(["| file | question | points |", "| --- | --- | --- |", *_rows(lab)])


def total(lab: Lab) -> float:
    """All points of a lab, with those that a person gives."""
    written = lab.settings.written
    return lab.settings.max_score + (written.points if written else 0)


def _rows(lab: Lab) -> Iterator[str]:
    for question in lab.settings.questions:
        yield f"| {_files(lab, question)} | `{question.id}`: {question.title} | {question.points:g} |"
    if written := lab.settings.written:
        title = f"`{written.id}`: {written.title}, read by a person"
        yield f"| `{lab.settings.notebook}` | {title} | {written.points:g} |"


def _files(lab: Lab, question: Question) -> str:
    names = [f"{module}.py" for module in question.modules] + [lab.settings.notebook] * question.notebook
    return ", ".join(f"`{name}`" for name in names) or NOTHING
