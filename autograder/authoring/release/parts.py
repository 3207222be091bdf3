"""Reads the parts of a lab that have to fit together, each once."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.authoring.release.notebook import read_master
from autograder.authoring.release.regions import BEGIN
from autograder.grading.cases.case import Case, load_cases
from autograder.lab import Lab
from autograder.lab.hooks import Hooks
from autograder.lib.errors import LabError, ReleaseError

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Parts:
    """The parts of one lab."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.settings = lab.settings
        self.ids = {question.id for question in lab.settings.questions}
        self.modules = {path.stem for path in lab.package.glob("*.py")}

    @cached_property
    def cells(self) -> list[NotebookNode]:
        """The cells of the notebook's master; none for a lab without a notebook."""
        path = self.lab.master_notebook
        return list(read_master(path).cells) if path.exists() else []

    @cached_property
    def sources(self) -> dict[str, str]:
        """The modules of the package and those cells that have a solution, by the name to show."""
        modules = {f"{self.settings.package}/{path.name}": path for path in sorted(self.lab.package.glob("*.py"))}
        sources = {name: path.read_text(encoding="utf-8") for name, path in modules.items()}
        return sources | {f"cell {cell.id}": cell.source for cell in self.cells if BEGIN in cell.source}

    @cached_property
    def cases(self) -> dict[str, tuple[Case, ...]]:
        """The test cases by question, for those questions whose file can be read."""
        found = {}
        for question in self.settings.questions:
            try:
                found[question.id] = load_cases(self.lab.test_file(question.id))
            except Exception:  # `inconsistencies` says why
                continue
        return found

    @cached_property
    def hooks(self) -> Hooks | None:
        """The lab's hooks; None where they cannot be read."""
        try:
            return self.lab.hooks
        except LabError:
            return None

    def test_files(self) -> list[Path]:
        """All files in the folder of questions."""
        return sorted(self.lab.questions.glob("*.py"))

    def about(self, path: Path) -> str:
        """A file's path below the lab's folder."""
        return path.relative_to(self.lab.root).as_posix()


def equivalent_mutants(lab: Lab) -> dict[str, str]:
    """Why it is right that no case notices a mutant, by the mutant's name."""
    path = lab.equivalent_mutants
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError as error:
        raise ReleaseError(f"{path.name} cannot be read: {error}") from None
