"""Runs the notebook for a question from its file, as the grader does. Imports no torch."""

import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .cells import Cell, UnreadableNotebook, read_cells
from .order import plan, written
from .running import Outcome, namespace, run_statement
from .settings import HOME, read_settings

Traced = tuple[dict[str, Any], Callable[[str], str]]
"""Variables by name, and the reason why there is no variable of a name."""


def run_notebook(question: str, path: Path) -> Traced:
    """Run the notebook from the top to the check of a question; what its cells print is not shown.

    Raises `FileNotFoundError` without a notebook, and `AssertionError` where it cannot be read.
    """
    given = read_settings().cells
    path = chosen(path, given)
    try:
        planned = plan(question, given, read_cells(path.read_bytes()))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{question}: there is no notebook {path.name} in the folder {path.parent.name}"
        ) from None
    except UnreadableNotebook as error:
        raise AssertionError(str(error)) from None
    variables, outcome = namespace(), Outcome(planned)
    os.environ.setdefault("MPLBACKEND", "Agg")  # a window would wait for somebody to close it
    with contextlib.redirect_stdout(io.StringIO()):
        outcome.run(planned.cells, lambda step, source: run_statement(source, str(HOME / step.label), variables))
    return variables, outcome.reason


def chosen(usual: Path, given: tuple[Cell, ...]) -> Path:
    """The notebook to check: the usual one, or where nothing is written in it, a copy in which there is."""
    others = sorted({*usual.parent.glob("*.ipynb"), *usual.parent.glob("*.ipynb.json")} - {usual})
    if not others or _written(usual, given):
        return usual
    best = max(others, key=lambda path: _written(path, given))
    if not _written(best, given):
        return usual
    state = "has nothing written in it" if usual.exists() else "is not there"
    print(f"{usual.name} {state}: {best.name} is checked")
    return best


def _written(path: Path, given: tuple[Cell, ...]) -> int:
    try:
        return written(given, read_cells(path.read_bytes()))
    except (OSError, UnreadableNotebook):
        return 0
