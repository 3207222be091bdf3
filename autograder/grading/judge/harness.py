"""Writes the folder `checks/`, which runs the public tests: the harness of every lab, with this lab's own probes."""

import json
import shutil
from pathlib import Path

import autograder.checks
from autograder.lab import Lab

CHECKS, TESTS = "checks", "tests"
"""Folders of the students' tree."""
SETTINGS = "lab.json"


def sources_of_checks(lab: Lab) -> list[Path]:
    """The files that are copied into the folder."""
    common = [path for folder in autograder.checks.__path__ for path in sorted(Path(folder).glob("*.py"))]
    return [*common, *([lab.probes] if lab.probes.exists() else [])]


def write_checks(lab: Lab, folder: Path) -> None:
    """Write the folder, with the settings that `checks.settings` reads."""
    folder.mkdir()
    for path in sources_of_checks(lab):
        shutil.copyfile(path, folder / path.name)
    settings = {
        "package": lab.settings.package,
        "notebook": lab.settings.notebook if lab.has_notebook else "",
        "questions": [question.id for question in lab.settings.questions],
    }
    text = json.dumps(settings, indent=2, sort_keys=True) + "\n"
    (folder / SETTINGS).write_text(text, encoding="utf-8")
