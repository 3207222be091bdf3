"""Notebooks as people hand them in: the starter code with all answers, and small edits of that."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from support.lab import LAB

PUBLIC, ALL = "public", "all"


class Draft:
    """A notebook that can be edited: its cells in order, found by the names that they have in the starter code."""

    def __init__(self, notebook: dict[str, Any]):
        self.notebook = copy.deepcopy(notebook)
        self.cells: list[dict[str, Any]] = self.notebook["cells"]
        self.places = {cell["id"]: cell for cell in self.cells}

    def source(self, name: str) -> str:
        """The code of a cell."""
        return "".join(self.places[name]["source"])

    def put(self, name: str, source: str) -> Draft:
        """Give a cell other code."""
        self.places[name]["source"] = source
        return self

    def change(self, name: str, old: str, new: str) -> Draft:
        """Replace a part of a cell's code, which has to be there."""
        assert old in self.source(name), (name, old)
        return self.put(name, self.source(name).replace(old, new))

    def before(self, name: str, source: str, kind: str = "code") -> Draft:
        """Add a cell of one's own above another."""
        self.cells.insert(self.cells.index(self.places[name]), added(source, kind))
        return self

    def after(self, name: str, source: str, kind: str = "code") -> Draft:
        """Add a cell of one's own below another."""
        self.cells.insert(self.cells.index(self.places[name]) + 1, added(source, kind))
        return self

    def at_the_end(self, source: str) -> Draft:
        """Add a cell of one's own at the end."""
        self.cells.append(added(source))
        return self

    def drop(self, *names: str) -> Draft:
        """Delete cells."""
        for name in names:
            self.cells.remove(self.places[name])
        return self

    def move(self, name: str, behind: str) -> Draft:
        """Move a cell behind another one."""
        self.cells.remove(self.places[name])
        self.cells.insert(self.cells.index(self.places[behind]) + 1, self.places[name])
        return self

    def turn_into(self, name: str, kind: str) -> Draft:
        """Give a cell another type."""
        cell = self.places[name]
        cell["cell_type"] = kind
        for key in ("outputs", "execution_count"):
            cell.pop(key, None)
        return self

    def without_metadata(self, ids: bool = False) -> Draft:
        """Strip metadata; with `ids`, each cell gets a new id, else none."""
        for number, cell in enumerate(self.cells):
            cell["metadata"] = {}
            cell.pop("id")
            if ids:
                cell["id"] = f"{number:08x}"
        return self

    def bytes(self, encoding: str = "utf-8") -> bytes:
        """The file."""
        return json.dumps(self.notebook, ensure_ascii=False, indent=1).encode(encoding)


def added(source: str, kind: str = "code") -> dict[str, Any]:
    """A cell that a student added."""
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": f"own-{abs(hash(source)) % 10**8}", "metadata": {}, "source": source} | more


@cache
def _contents() -> tuple[dict[str, Any], dict[str, str]]:
    given = json.loads(LAB.given_notebook.read_bytes())
    solved = json.loads(LAB.solution_notebook.read_bytes())
    return given, {cell["id"]: "".join(cell["source"]) for cell in solved["cells"]}


def untouched() -> Draft:
    """The notebook of the starter code."""
    return Draft(_contents()[0])


def answered() -> Draft:
    """The notebook of the starter code with all answers below their TODOs."""
    draft, solved = untouched(), _contents()[1]
    for cell in draft.cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "# TODO(" in source:
            comments = [line for line in source.split("\n") if line.startswith("#")]
            cell["source"] = "\n".join([*comments, solved[cell["id"]]])
    return draft


Edit = Callable[[Draft], Any]
