"""The cells of a submitted notebook, and what is run of them for a question, within limits. Runs nothing."""

from collections.abc import Sequence

from autograder.checks import cells as reading
from autograder.checks.cells import CANNOT_BE_READ as CANNOT_BE_READ
from autograder.checks.cells import CODE as CODE
from autograder.checks.cells import TODO_MARK as TODO_MARK
from autograder.checks.cells import Cell as Cell
from autograder.checks.cells import UnreadableNotebook as UnreadableNotebook
from autograder.checks.cells import is_cell as is_cell
from autograder.checks.cells import raw_cells as raw_cells
from autograder.checks.order import Plan as Plan
from autograder.checks.order import plan as plan
from autograder.checks.order import recognised as recognised
from autograder.lib.errors import LimitExceeded, NotebookError
from autograder.lib.limited import limited

MAX_CODE = 500_000
"""Characters of code in one notebook; texts, pictures and other outputs do not count."""


def submitted_cells(data: bytes) -> tuple[Cell, ...]:
    """The cells of a notebook that somebody handed in, read within limits; raises `NotebookError`."""
    try:
        return limited(read_cells, data)
    except LimitExceeded as error:
        raise NotebookError(f"{CANNOT_BE_READ} ({error}): save it again in Jupyter") from None


def plan_all(questions: Sequence[str], given: tuple[Cell, ...], data: bytes) -> dict[str, Plan]:
    """The plan of each of these questions for a notebook that somebody handed in, made within limits.

    Raises `NotebookError`.
    """
    try:
        return limited(_plan_all, tuple(questions), given, data)
    except LimitExceeded as error:
        raise NotebookError(f"the code of the notebook cannot be read ({error}): make it simpler") from None


def read_cells(data: bytes) -> tuple[Cell, ...]:
    """The cells of a notebook, as `checks.cells` reads them; raises `NotebookError`.

    It has no limit of time: see `submitted_cells`.
    """
    try:
        cells = reading.read_cells(data)
    except UnreadableNotebook as error:
        raise NotebookError(str(error)) from None
    if sum(len(cell.source) for cell in cells if cell.kind == CODE) > MAX_CODE:
        raise NotebookError(f"the notebook has more than {MAX_CODE:,} characters of code")
    return cells


def _plan_all(questions: tuple[str, ...], given: tuple[Cell, ...], data: bytes) -> dict[str, Plan]:
    submitted = read_cells(data)
    return {question: plan(question, given, submitted) for question in questions}
