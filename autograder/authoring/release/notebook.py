"""The notebook's master as text, and what is made of it: the students' notebook, and the executed solution."""

from __future__ import annotations

import copy
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring.release.regions import BEGIN, solution_version, student_version
from autograder.lib.errors import ReleaseError
from autograder.lib.extras import require

if TYPE_CHECKING:
    from nbformat import NotebookNode

WIDGET = "application/vnd.jupyter.widget-view+json"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
TAG_OF_INSTRUCTORS, TAG_OF_ANSWERS, TAG_OF_CHECKS = "instructor", "manual", "check"


def read_master(path: Path) -> NotebookNode:
    """The notebook of a text in jupytext's percent format; every cell has a name, which becomes its id.

    Raises `ReleaseError` for a cell without a name of its own.
    """
    require("jupytext", "author", "a lab with a notebook")
    import jupytext

    master: NotebookNode = jupytext.read(path, fmt="py:percent")
    names: set[str] = set()
    for number, cell in enumerate(master.cells):
        name = cell.metadata.get("name", "")
        if not name or name in names:
            raise ReleaseError(f"{path.name}: cell {number + 1} ({cell.source[:30]!r}) needs a name of its own")
        names.add(name)
        cell.id = name
    kernel = dict(master.metadata.get("kernelspec", KERNEL))
    master.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    master.nbformat, master.nbformat_minor = 4, 5
    return master


def student_notebook(master: NotebookNode) -> NotebookNode:
    """The notebook of the starter code: TODOs in place of solutions, and nothing that is meant for instructors."""
    notebook = _rewritten(master, student_version)
    notebook.cells = [cell for cell in notebook.cells if TAG_OF_INSTRUCTORS not in tags(cell)]
    return notebook


def solution_notebook(master: NotebookNode) -> NotebookNode:
    """The complete notebook, not executed."""
    return _rewritten(master, solution_version)


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def executed(notebook: NotebookNode, folder: Path, seconds: int = 300) -> NotebookNode:
    """Run a notebook in a folder, from top to bottom; raises `ReleaseError` where a cell fails.

    Its outputs are static: widgets are dropped, since a file cannot run them.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    client = NotebookClient(
        notebook, timeout=seconds, resources={"metadata": {"path": str(folder)}}, store_widget_state=False,
        record_timing=False, extra_arguments=["--log-level=ERROR"],
    )  # fmt: skip
    try:
        client.execute(env=os.environ | {"OMP_NUM_THREADS": "1"})  # small models: more threads wait for each other
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise ReleaseError(f"the solution's notebook fails: {str(error).strip().splitlines()[-1]}") from None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if WIDGET not in output.get("data", {})]
    notebook.metadata.pop("widgets", None)
    return notebook


def stamp(notebook: NotebookNode, package: Path) -> str:
    """A fingerprint of all that the outputs of a notebook depend on: its cells, and the modules that it imports."""
    parts = [cell.source for cell in notebook.cells]
    parts += [path.read_text(encoding="utf-8") for path in sorted(package.glob("*.py"))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def read(path: Path) -> NotebookNode:
    """The notebook in a file."""
    import nbformat

    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def to_text(notebook: NotebookNode) -> str:
    """The file of a notebook."""
    import nbformat

    return f"{nbformat.writes(notebook)}\n"


def _rewritten(master: NotebookNode, version: Callable[[str, str], str]) -> NotebookNode:
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if BEGIN in cell.source:
            cell.source = version(cell.source, f"cell {cell.metadata['name']}").rstrip("\n")
    return notebook
