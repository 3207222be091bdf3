"""The lab's notebook as nbgrader wants it, and a submitted one put in order by it.

Points stand in "manually graded tasks" (nbgrader.readthedocs.io, "Creating and grading assignments"), locked, one for
each question: what runs in a student's notebook then earns nothing, and only the judge and people give points.
"""

import copy
import re
import warnings
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.config import LabConfig
from autograder.notebook import TODO_MARK

REFLECTION = re.compile(r"reflection_(\d+)_question")
REFLECTION_POINTS = 2
"""For each of the questions that a person reads; the rubric says the same."""
SHOWN_NAMES = 4
"""Of the cells that a line speaks of."""


def points_cell(question: str) -> str:
    """The id of the cell that has the points of a question which the judge grades."""
    return f"points_{question}"


def for_nbgrader(notebook: NotebookNode, config: LabConfig, rubric: str) -> NotebookNode:
    """The students' notebook with a task below each check, and with the rubric in the tasks that people grade.

    nbgrader cuts the rubric out, as a mark scheme, where it makes the students' version.
    """
    marked = copy.deepcopy(notebook)
    schemes = mark_schemes(rubric)
    cells = []
    for cell in marked.cells:
        name = cell.metadata.get("name", "")
        cells.append(cell)
        if found := REFLECTION.fullmatch(name):
            scheme = schemes[int(found[1])]
            cell.source += f"\n\n### BEGIN MARK SCHEME\n{scheme}\n### END MARK SCHEME"
            cell.metadata["nbgrader"] = _task(name, REFLECTION_POINTS)
        elif "check" in cell.metadata.get("tags", []):
            cells.append(_points(config, name.removeprefix("check_")))
    marked.cells = cells
    return marked


def mark_schemes(rubric: str) -> dict[int, str]:
    """The sections of the rubric by the number of their question: "## 2. The causal mask"."""
    parts = re.split(r"^## (\d+)\. .*$", rubric, flags=re.MULTILINE)
    return {int(number): text.strip() for number, text in zip(parts[1::2], parts[2::2], strict=True)}


@dataclass(frozen=True)
class Repaired:
    """A submitted notebook in the shape of the released one, and what had to be done, a sentence each."""

    notebook: NotebookNode
    damage: tuple[str, ...]


def repaired(released: NotebookNode, submitted: bytes | None) -> Repaired:
    """The released cells in their order, with a student's own text where students write, and the other cells between.

    Given cells and tasks are as they were released. A cell that is there twice keeps its place once, and its copy
    becomes an ordinary cell. Outputs are dropped: nobody can tell where they come from.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # of what is put in order below
            cells = nbformat.reads(submitted.decode("utf-8"), as_version=4).cells if submitted is not None else None
    except Exception as error:  # a damaged file makes nbformat raise almost anything
        return Repaired(copy.deepcopy(released), (f"the notebook can not be read ({type(error).__name__})",))
    if cells is None:
        return Repaired(copy.deepcopy(released), ("there is no notebook",))
    wanted = {cell.id: cell for cell in released.cells}
    found: dict[str, str] = {}
    extra: dict[str, list[NotebookNode]] = {}
    twice, unmarked, last = [], [], ""
    for cell in cells:
        name = _name(cell, wanted)
        if name and name not in found:
            found[name], last = cell.source, name
            unmarked += [name] if _grade_id(cell) != _grade_id(wanted[name]) else []
        else:
            extra.setdefault(last, []).append(_ordinary(cell))
            twice += [name] if name else []
    damage = (
        *_sentence("missing, put back: ", [name for name in wanted if name not in found]),
        *_sentence("there twice, the first one counts: ", twice),
        *_sentence("without nbgrader's metadata, put back: ", unmarked),
    )
    result = copy.deepcopy(released)
    result.cells = list(extra.get("", []))
    for name, cell in wanted.items():
        source = found.get(name, cell.source) if _students(cell) else cell.source
        result.cells += [NotebookNode(copy.deepcopy(cell), source=source), *extra.get(name, [])]
    _give_ids(result)
    return Repaired(result, damage)


def _students(cell: NotebookNode) -> bool:
    """Whether a released cell is for students to write in."""
    return TODO_MARK in cell.source or "manual" in cell.metadata.get("tags", [])


def _name(cell: NotebookNode, wanted: dict[str, NotebookNode]) -> str:
    """Which of the released cells a submitted one is, by its name, its id, or its nbgrader id; "" for none."""
    names = (cell.metadata.get("name"), cell.get("id"), _grade_id(cell))
    return next((name for name in names if isinstance(name, str) and name in wanted), "")


def _grade_id(cell: NotebookNode) -> str | None:
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def _sentence(what: str, names: list[str]) -> tuple[str, ...]:
    """One line about cells, with the first of their names; none about no cells."""
    if not names:
        return ()
    more = f" and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    cells = "cell" if len(names) == 1 else f"{len(names)} cells"
    return (f"{cells} {what}{', '.join(names[:SHOWN_NAMES])}{more}",)


def _ordinary(cell: NotebookNode) -> NotebookNode:
    """A student's own cell, without what nbgrader or the judge would take it for."""
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    return make.get(cell.cell_type, nbformat.v4.new_raw_cell)(cell.source)


def _give_ids(notebook: NotebookNode) -> None:
    """The same ids each time, for cells that were not released, too."""
    taken = 0
    for cell in notebook.cells:
        if "name" not in cell.metadata:
            taken += 1
            cell.id = f"extra-{taken}"


def _points(config: LabConfig, question: str) -> NotebookNode:
    title, points = config.question(question).title, config.question(question).points
    cell = nbformat.v4.new_markdown_cell(
        f"`{question}`: {title}. {points:g} points; the grader's comment stands here when the grades are out.",
        id=points_cell(question),
    )
    cell.metadata.update(name=cell.id, nbgrader=_task(cell.id, points))
    return cell


def _task(grade_id: str, points: float) -> NotebookNode:
    """nbgrader's metadata of a task, version 3 of its schema."""
    return NotebookNode(
        schema_version=3, grade_id=grade_id, cell_type="markdown", grade=False, solution=False, task=True,
        locked=True, points=points,
    )  # fmt: skip
