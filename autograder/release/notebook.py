"""The notebook's master as text, and what is made of it: the student's, and the executed solution."""

import copy
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.release.regions import BEGIN, ReleaseError, solution_version, student_version

WIDGET = "application/vnd.jupyter.widget-view+json"


def read_master(path: Path) -> NotebookNode:
    """The notebook of a text in jupytext's percent format; every cell has a name, that becomes its id.

    Raises `ReleaseError` for a cell without a name of its own.
    """
    import jupytext

    master = jupytext.read(path, fmt="py:percent")
    names: set[str] = set()
    for number, cell in enumerate(master.cells):
        name = cell.metadata.get("name", "")
        if not name or name in names:
            raise ReleaseError(f"{path.name}: cell {number + 1} ({cell.source[:30]!r}) needs a name of its own")
        names.add(name)
        cell.id = name
    master.metadata = {"kernelspec": dict(master.metadata["kernelspec"]), "language_info": {"name": "python"}}
    master.nbformat, master.nbformat_minor = 4, 5
    return master


def student_notebook(master: NotebookNode) -> NotebookNode:
    """What students are handed out: TODOs for solutions, and nothing that is meant for instructors."""
    notebook = _rewritten(master, student_version)
    notebook.cells = [cell for cell in notebook.cells if "instructor" not in cell.metadata.get("tags", [])]
    return notebook


def solution_notebook(master: NotebookNode) -> NotebookNode:
    """The complete notebook, not executed."""
    return _rewritten(master, solution_version)


def executed(notebook: NotebookNode, folder: Path, seconds: int = 300) -> NotebookNode:
    """Run a notebook in a folder, from top to bottom; raises `ReleaseError` where a cell fails.

    Its outputs are static: widgets are dropped, since a file can not run them.
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
    """What the outputs of a notebook depend on, as one word: its cells, and the modules it imports."""
    parts = [cell.source for cell in notebook.cells]
    parts += [path.read_text(encoding="utf-8") for path in sorted(package.glob("*.py"))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def to_text(notebook: NotebookNode) -> str:
    """The file of a notebook."""
    return nbformat.writes(notebook) + "\n"


def _rewritten(master: NotebookNode, version: Callable[[str, str], str]) -> NotebookNode:
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if BEGIN in cell.source:
            cell.source = version(cell.source, f"cell {cell.metadata['name']}").rstrip("\n")
    return notebook
