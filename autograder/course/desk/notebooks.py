"""Finds written answers in a notebook that somebody handed in, wherever its cells have gone. Its bytes are hostile."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from autograder.grading.submission.notebook import UnreadableNotebook, is_cell, raw_cells
from autograder.lib.errors import LimitExceeded, NotebookError
from autograder.lib.limited import limited
from autograder.lib.strict_json import harmless_text

MOST_TEXT = 1_000_000
"""Characters of one answer; more is dropped before anything is done with it."""
MOST_SHOWN = 20_000
"""Characters of an answer that a reader sees outside of the notebook."""
STEERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of a text."""


@dataclass(frozen=True)
class Layout:
    """The notebook of the starter code, as far as it says where an answer begins and ends.

    `answers` has the text that each answer's cell was given, and `questions` the answer that belongs to a question's
    cell. `given` are the texts of all other cells, by name.
    """

    answers: dict[str, str]
    questions: dict[str, str]
    given: dict[str, str]

    @classmethod
    def of(cls, cells: Sequence[Any], asked: Sequence[str]) -> Self:
        """The layout of a notebook's cells; an answer belongs to the cell above it."""
        texts = {mark_of(cell): source_of(cell) for cell in cells}
        names = [mark_of(cell) for cell in cells]
        above = {names[names.index(cell) - 1]: cell for cell in asked}
        answers = {cell: texts.pop(cell) for cell in asked}
        return cls(answers, above, texts)

    def name(self, cell: Any) -> str:
        """Which cell of the starter code this is, by its name or by its text; empty for one that it is not."""
        mark = mark_of(cell)
        if mark in self.answers or mark in self.given:
            return mark
        text = _bare(source_of(cell))
        return next((name for name, given in self.given.items() if _bare(given) == text), "") if text else ""


def answers_in(notebook: bytes | None, layout: Layout) -> dict[str, str]:
    """The text of each answer in a notebook, by the name of its cell; empty where nothing was written.

    It is read within limits; a notebook that cannot be read has no answers. Raises `NotebookError` there.
    """
    if notebook is None:
        raise NotebookError("there is no notebook")
    try:
        return limited(_answers, notebook, layout)
    except LimitExceeded as error:
        raise NotebookError(f"the notebook cannot be read ({error})") from None


def steady(text: str) -> str:
    """A text in which nothing turns the direction of what follows, or steers a terminal."""
    return STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", harmless_text(text))


def mark_of(cell: Any) -> str:
    """What a cell is called: by nbgrader, by its name, or by its id; empty where it has none of these."""
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    nbgrader = metadata.get("nbgrader")
    marks = (nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None, metadata.get("name"), cell.get("id"))
    return next((mark for mark in marks if isinstance(mark, str) and mark), "")


def source_of(cell: Any) -> str:
    """The text of a cell; empty where it has none."""
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _answers(data: bytes, layout: Layout) -> dict[str, str]:
    try:
        cells = [cell for cell in raw_cells(data) if is_cell(cell)]
    except UnreadableNotebook as error:
        raise NotebookError(str(error)) from None
    found: dict[str, list[str]] = {cell: [] for cell in layout.answers}
    current = ""
    for cell in cells:
        name, text = layout.name(cell), _text(cell)
        if name in layout.answers:
            current = name
        elif name:
            current = layout.questions.get(name, "")
            text = _added(text, layout.given[name]) if current else ""
        if current and _bare(text) not in ("", _bare(layout.answers[current])):
            found[current].append(_without(text, layout.answers[current]))
    return {cell: harmless_text("\n\n".join(parts).strip()[:MOST_TEXT]) for cell, parts in found.items()}


def _text(cell: Any) -> str:
    """What a reader should see of a cell: its text, code as code, and that there are pictures."""
    text = source_of(cell).strip("\n")
    if cell["cell_type"] == "code" and text.strip():
        fence = "`" * 3
        while fence in text:
            fence += "`"
        text = f"{fence}python\n{text}\n{fence}"
    attached = cell.get("attachments")
    if isinstance(attached, dict) and attached:
        mark = hashlib.sha256(json.dumps(attached, sort_keys=True).encode()).hexdigest()[:8]
        text += f"\n\n[attached, {mark}: open the notebook to see it]"
    return text


def _added(text: str, given: str) -> str:
    """What a student wrote into the cell of a question."""
    return text.strip().removeprefix(given.strip()).strip()


def _without(text: str, given: str) -> str:
    """An answer without the words that stood there before, where they are still above or below it."""
    return text.strip().removeprefix(given.strip()).removesuffix(given.strip()).strip()


def _bare(text: str) -> str:
    return " ".join(text.split())
