"""The signatures that a release computed, one file for each question."""

import json
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
    behind = [f"{module}.py" for module in sorted(lab.settings.modules_behind(question))]
    modules = [lab.package / name for name in (*lab.given_modules, *behind)]
    files = (*modules, lab.test_file(question.id), lab.steps_file(question.id), lab.probes)
    digest.add_files([path for path in files if path.exists()], lab.root)
    if question.notebook:
        digest.add(question.id, repr(plans(question.id).cells).encode())
    return digest.text()
