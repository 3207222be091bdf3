"""The signatures that a release computed, one file for each question."""

import ast
import json
import re
from pathlib import Path
from typing import Any

from autograder.grading.diagnosis.changed_lab import Plans
from autograder.grading.diagnosis.signatures import Table
from autograder.lab import Lab, Question
from autograder.lib.digest import Digest
from autograder.lib.files import all_files


def load_table(lab: Lab, question: Question, plans: Plans) -> Table | None:
    """The signatures of a question; None where they were computed from other sources than those that are here."""
    raw = load_raw(lab, question)
    return Table.from_json(raw) if raw and raw["stamp"] == stamp(lab, question, plans) else None


def load_raw(lab: Lab, question: Question) -> dict[str, Any]:
    """What is in the file of a question's signatures; nothing where there is none that can be read."""
    try:
        raw = json.loads(lab.signature_file(question.id).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) and "stamp" in raw else {}


def stamp(lab: Lab, question: Question, plans: Plans) -> str:
    """A fingerprint of everything that the signatures of a question depend on."""
    digest = Digest()
    for folder in (lab.mistakes / question.id, lab.families / question.id):
        if folder.is_dir():
            digest.add_files([path for path in all_files(folder) if path.suffix == ".py"], lab.root)
    cells = repr(plans(question.id).cells) if question.notebook else ""
    modules = [lab.module(name) for name in modules_used(lab, question, cells)]
    files = (*modules, lab.test_file(question.id), lab.steps_file(question.id), lab.probes)
    digest.add_files([path for path in files if path.exists()], lab.root)
    digest.add(question.id, cells.encode())
    return digest.text()


def modules_used(lab: Lab, question: Question, cells: str) -> list[str]:
    """The modules that a question is about, those that its tests and cells name, and what these import.

    Tests name them directly or by probes; `cells` is the code of the notebook that is run for the question.
    """
    tests = lab.test_file(question.id).read_text(encoding="utf-8")
    probes = [node for node in parsed(lab.probes) if isinstance(node, ast.FunctionDef) and f"lab.{node.name}" in tests]
    text = "\n".join([tests, cells, *map(ast.unparse, probes)])
    every = sorted(path.stem for path in lab.package.glob("*.py"))
    used = lab.settings.modules_behind(question) | {name for name in every if named_in(text, lab, name)}
    waiting = sorted(used)
    while waiting:
        imports = [node for node in parsed(lab.module(waiting.pop())) if isinstance(node, ast.Import | ast.ImportFrom)]
        text = "\n".join(map(ast.unparse, imports))
        new = {name for name in every if named_in(text, lab, name)} - used
        used |= new
        waiting += new
    return sorted(used)


def named_in(text: str, lab: Lab, module: str) -> bool:
    """Whether tests, or imports, name a module of the lab's package."""
    package = re.escape(lab.settings.package)
    return bool(
        re.search(rf"\b(lab|{package})\.{module}\b|from \.{module} |from (\.|{package}) import .*\b{module}\b", text)
    )


def parsed(path: Path) -> list[ast.stmt]:
    """The statements of a file; none where there is no such file, or it is no Python."""
    try:
        return ast.parse(path.read_bytes()).body
    except (OSError, SyntaxError, ValueError):
        return []
