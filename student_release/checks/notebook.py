"""Runs the cells of the notebook that a question needs, for checks outside the notebook. Imports no torch."""

import json
from collections.abc import Callable
from pathlib import Path


def run_cells(run_cell: Callable[[str, str], None], question: str, path: Path) -> str:
    """Run the cells with this tag, in order, by name and source; returns the reason why a variable may be missing.

    A cell that raises does not keep the next one from running. Raises `FileNotFoundError` without a notebook.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{question}: there is no notebook {path.name} in the folder {path.parent.name}")
    reason = "is it spelt as in its TODO?"
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code" or question not in cell["metadata"].get("tags", []):
            continue
        name = cell["metadata"].get("name", cell.get("id", ""))
        try:
            run_cell(name, plain_python("".join(cell["source"])))
        except Exception as error:
            reason = f"cell {name}: {error}"
    return reason


def plain_python(source: str) -> str:
    """A cell without magics and shell commands: `%load_ext`, `!pip`, and what follows `%%time`."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        bare = line.lstrip()
        if bare.startswith(("%", "!")) or line.rstrip().endswith("?"):
            lines[number] = line[: len(line) - len(bare)] + "pass"
    return "\n".join(lines)
