"""Writes the folder `checks/`, which runs the public tests: the harness of every lab, with this lab's own probes."""

import json
import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import autograder.checks
from autograder.checks.cells import CODE, read_cells
from autograder.checks.settings import fingerprint
from autograder.lab import Lab
from autograder.lab.settings import Question

CHECKS, TESTS = "checks", "tests"
"""Folders of the students' tree."""
SETTINGS = "lab.json"
MANUAL = "manual"
"""Tags a cell for an answer that a person reads."""


def sources_of_checks(lab: Lab) -> list[Path]:
    """The files that are copied into the folder."""
    common = [path for folder in autograder.checks.__path__ for path in sorted(Path(folder).glob("*.py"))]
    return [*common, *([lab.probes] if lab.probes.exists() else [])]


def write_checks(lab: Lab, folder: Path) -> None:
    """Write the folder, with what `checks.settings` reads: it has the cells of the starter code's notebook."""
    folder.mkdir()
    for path in sources_of_checks(lab):
        shutil.copyfile(path, folder / path.name)
    settings: dict[str, Any] = {
        "package": lab.settings.package,
        "notebook": lab.settings.notebook if lab.has_notebook else "",
        "questions": [question.id for question in lab.settings.questions],
        "points": {question.id: question.points for question in lab.settings.questions},
        "files": {question.id: _files(lab, question) for question in lab.settings.questions},
        "given": {name: fingerprint((lab.package / name).read_bytes()) for name in lab.given_modules},
        "cells": [],
        "answers": [],
    }
    if lab.settings.written:
        settings["written"] = [lab.settings.written.id, lab.settings.written.points]
    if lab.given_notebook.is_file():
        settings["cells"], settings["answers"] = given_cells(lab.given_notebook.read_bytes())
    text = json.dumps(settings, indent=2, sort_keys=True) + "\n"
    (folder / SETTINGS).write_text(text, encoding="utf-8")


def _files(lab: Lab, question: Question) -> list[str]:
    """What students write for a question, from the folder of the lab."""
    modules = [f"{lab.settings.package}/{name}.py" for name in question.modules]
    return [*modules, *([lab.settings.notebook] if question.notebook else [])]


@lru_cache(4)
def given_cells(notebook: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The code cells of a notebook and those for answers that a person reads, as `checks.settings` reads them."""
    cells = read_cells(notebook)
    code = [{"name": cell.name, "source": cell.source, "tags": list(cell.tags)} for cell in cells if cell.kind == CODE]
    answers = [{"name": cell.name, "source": cell.source} for cell in cells if MANUAL in cell.tags]
    return code, answers
