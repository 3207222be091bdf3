"""The lab's notebook with nbgrader's cells in it, and the repair of a submitted notebook.

Every cell with points is a locked task cell. nbgrader's own autograding gives such cells no score, so no code of a
student can earn one there: scores come from the judge, or from a person.
"""

import copy
import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from autograder.grading.submission.notebook import TODO_MARK, Cell, is_cell, recognised, submitted_cells
from autograder.lab.settings import Question, Settings
from autograder.lib.errors import NotebookError, ReleaseError

BEGIN_SCHEME, END_SCHEME = "### BEGIN MARK SCHEME", "### END MARK SCHEME"
WRITTEN_TAG = "manual"
"""Marks a cell with an answer that a person reads."""
MARK = "repaired"
"""In the metadata of a notebook: `repair` laid its cells out, and nbgrader has not run them."""


@dataclass(frozen=True)
class Repaired:
    """A submitted notebook as nbgrader can take it; `damage` says what was wrong, a sentence each.

    `readable` is False where nothing could be read of the submitted one: then this is the one of the starter code.
    """

    notebook: NotebookNode
    damage: tuple[str, ...] = ()
    readable: bool = True


def with_graded_cells(student: NotebookNode, settings: Settings, rubric: str) -> NotebookNode:
    """The student's notebook with a cell for the score of each question, and with mark schemes for written answers.

    Raises `ReleaseError` where notebook, rubric and settings do not fit together.
    """
    notebook = copy.deepcopy(student)
    _mark_answers(notebook, settings, rubric)
    for question in settings.questions:
        text = f"**Score: {question.title}** ({question.points:g} points). Tests give it, also hidden ones."
        score = new_markdown_cell(text, id=score_cell(question.id), metadata={"name": score_cell(question.id)})
        notebook.cells.insert(place_of_score(notebook.cells, question), make_task(score, question.points))
    return notebook


def place_of_score(cells: list[NotebookNode], question: Question) -> int:
    """Behind the cell that runs the tests of a question, else behind the last cell of the question, else at the end."""
    checks = [number for number, cell in enumerate(cells) if cell.id == f"check_{question.id}"]
    tagged = [number for number, cell in enumerate(cells) if question.id in cell.metadata.get("tags", [])]
    found = checks or tagged
    return found[-1] + 1 if found else len(cells)


def _mark_answers(notebook: NotebookNode, settings: Settings, rubric: str) -> None:
    """Give the cell above each written answer its points and its mark scheme."""
    answers = [n for n, cell in enumerate(notebook.cells) if WRITTEN_TAG in cell.metadata.get("tags", [])]
    if not answers and settings.written is None:
        return
    if settings.written is None:
        raise ReleaseError(f"the notebook has {len(answers)} written answers, and lab.toml has no [written] question")
    schemes = mark_schemes(rubric)
    if len(answers) != len(schemes):
        raise ReleaseError(f"the notebook has {len(answers)} written answers, and the rubric is for {len(schemes)}")
    if 0 in answers:
        raise ReleaseError("the first cell of the notebook is a written answer: put its question into a cell above")
    for number, scheme in zip(answers, schemes, strict=True):
        points = float(settings.written.points) / len(answers)
        asked = notebook.cells[number - 1]
        asked.source += f" ({points:g} points)\n\n{BEGIN_SCHEME}\n{scheme}\n{END_SCHEME}"
        make_task(asked, int(points) if points.is_integer() else points)


def score_cell(question_id: str) -> str:
    """The name of the cell that has the score of a question."""
    return f"score_{question_id}"


def make_task(cell: NotebookNode, points: float) -> NotebookNode:
    """Make a Markdown cell one of nbgrader's task cells, named like the cell."""
    cell.metadata["nbgrader"] = {
        "grade": False, "grade_id": cell.id, "locked": True, "points": points, "schema_version": 3,
        "solution": False, "task": True,
    }  # fmt: skip
    return cell


def mark_schemes(rubric: str) -> list[str]:
    """The rubric's section for each written question, followed by the levels that all of them share."""
    levels = "\n".join(line for line in rubric.split("\n") if line.startswith("|"))
    sections = re.split(r"^## .*\n", rubric, flags=re.MULTILINE)[1:]
    return [f"{section.strip()}\n\n{levels}" for section in sections]


def released(source: str) -> str:
    """The text of a cell as students get it: without the mark scheme."""
    return re.sub(f"{BEGIN_SCHEME}\n.*{END_SCHEME}", "", source, flags=re.DOTALL)


def graded_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells of a source notebook that get points, by name."""
    return {cell.id: cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("task")}


def repair(source: NotebookNode, submitted: bytes | None) -> Repaired:
    """A submitted notebook with the graded cells of `source`, each once, and all else as plain cells without outputs.

    A graded cell is recognised by its grade id, its name, its id or its text. Cells that a student has to write are not
    touched: the judge grades what was handed in.
    """
    try:
        if submitted is None:
            raise NotebookError("there is no notebook")
        given = [Cell(cell.id, cell.source) for cell in source.cells if cell.cell_type == "code"]
        names = Counter(each.twin.name for each in recognised(given, submitted_cells(submitted)) if each.twin)
    except NotebookError as error:
        return Repaired(_marked(copy.deepcopy(source)), (str(error),), readable=False)
    graded = graded_cells(source)
    cells, damage, found = _laid_out([cell for cell in json.loads(submitted)["cells"] if is_cell(cell)], graded)
    notebook = copy.deepcopy(source)
    notebook.cells = cells
    for name in graded.keys() - found.keys():
        damage.append(f"{name} was deleted, and was restored")
    _put_back(notebook.cells, source)
    damage += [f"{name} occurs {count} times, and is graded once" for name, count in found.items() if count > 1]
    for cell in source.cells:
        if TODO_MARK in cell.source and names[cell.id] != 1:
            state = f"occurs {names[cell.id]} times" if names[cell.id] else "is missing"
            damage.append(f"{cell.id} {state}, and is graded like that")
    _give_ids(notebook.cells)
    return Repaired(_marked(notebook), tuple(sorted(damage)))


def _marked(notebook: NotebookNode) -> NotebookNode:
    notebook.metadata[MARK] = True
    return notebook


def _laid_out(
    raw_cells: list[Any], graded: dict[str, NotebookNode]
) -> tuple[list[NotebookNode], list[str], Counter[str]]:
    """The cells, what was wrong with graded ones, and how often each of these was there."""
    texts = {released(cell.source).strip(): name for name, cell in graded.items()}
    cells: list[NotebookNode] = []
    damage: list[str] = []
    found: Counter[str] = Counter()
    for raw in raw_cells:
        cell, marks = _plain(raw), _marks(raw)
        name = next((mark for mark in [*marks, texts.get(cell.source.strip())] if mark in graded), None)
        if name is None:
            cells.append(cell)
            continue
        found[name] += 1
        if found[name] == 1:
            cells.append(copy.deepcopy(graded[name]))
            if marks[0] != name:
                damage.append(f"{name} had lost its metadata, which was restored")
        if texts.get(cell.source.strip()) != name:
            damage.append(f"{name} was changed, and restored above the student's text")
            cells.append(new_markdown_cell(cell.source))
    return cells, damage, found


def _marks(raw: dict[str, Any]) -> list[str | None]:
    """What may name a cell: its grade id, its name, its id; None where that is missing."""
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    nbgrader = metadata.get("nbgrader")
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    marks = [grade_id, metadata.get("name"), raw.get("id")]
    return [mark if isinstance(mark, str) else None for mark in marks]


def _plain(raw: dict[str, Any]) -> NotebookNode:
    """A cell with its text and its pictures alone."""
    source = raw.get("source", "")
    text = source if isinstance(source, str) else "".join(map(str, source)) if isinstance(source, list) else ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    name = next((mark for mark in _marks(raw)[1:] if mark), "")
    metadata = {"name": name.encode("utf-8", "replace").decode("utf-8")} if name else {}
    if raw["cell_type"] == "code":
        cell: NotebookNode = new_code_cell(text, metadata=metadata)
    elif raw["cell_type"] == "markdown":
        cell = new_markdown_cell(text, metadata=metadata)
        if _are_pictures(raw.get("attachments")):
            cell["attachments"] = raw["attachments"]
    else:
        cell = new_raw_cell(text, metadata=metadata)
    return cell


def _are_pictures(attachments: Any) -> bool:
    return isinstance(attachments, dict) and all(
        isinstance(bundle, dict) and all(isinstance(data, str) and data.isascii() for data in bundle.values())
        for bundle in attachments.values()
    )


def _put_back(cells: list[NotebookNode], source: NotebookNode) -> None:
    """Insert each missing graded cell behind the cell that it followed in `source`, where that one exists."""
    place = 0
    for cell in source.cells:
        names = [other.metadata.get("name") for other in cells]
        if cell.id in names:
            place = names.index(cell.id) + 1
        elif "nbgrader" in cell.metadata:
            cells.insert(place, copy.deepcopy(cell))
            place += 1


def _give_ids(cells: list[NotebookNode]) -> None:
    """An id for each cell: its name where it has one to itself, so that the same notebook gives the same bytes."""
    taken: set[str] = set()
    for number, cell in enumerate(cells):
        name = cell.metadata.get("name", "")
        cell.id = name if re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) and name not in taken else f"added-{number}"
        taken.add(cell.id)
