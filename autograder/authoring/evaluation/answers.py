"""The answers to evaluate with: right and wrong code by authors who knew neither the hidden tests nor the catalogue."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.grading.diagnosis.catalogue import Variant, read_variant
from autograder.grading.diagnosis.splice import replace_cells, replace_definitions
from autograder.grading.submission.read import Submission
from autograder.lab import Lab, Question
from autograder.lib.errors import LabError

WORKING, FROZEN = "working", "frozen"
PARTS = (WORKING, FROZEN)
"""The folders of answers: those that tests and catalogue may learn from, and those that nobody reads."""
MADE_UP = "made up"
"""Begins the names of answers that no author wrote; the group of all of these."""
RIGHT, WRONG = "right", "wrong"
VERDICTS = (RIGHT, WRONG)

SOURCE_KINDS = {
    "from memory, not looked up": r"from memory|not looked up",
    "question-and-answer site or forum": r"stack ?overflow|stack ?exchange|forum|discuss\.|reddit|quora",
    "repository, its issues or pull requests": r"github\.com|gitlab|gist\b|\bissues?\b|pull request|"
    r"^[\w.-]+/[\w.-]+|\bforks?\b|\bcode\b",
    "documentation": r"documentation|\bdocs\b|docs\.|docstring|reference manual",
    "book, course, paper or article": r"book|course|lecture|exercise|tutorial|video|blog|article|paper|arxiv|"
    r"\bcs ?\d|build a large|let's build|medium|https?://|\.(com|org|io|net|dev|ai)\b",
    "the author's own idea": r"\bown\b|common|slips?\b|typical|habit|misread|confus|mistake|beginner|student|idiom",
}
"""Kinds of sources, each with a pattern; the first one that is found counts."""
OTHER_SOURCE = "other, mostly a project by its name"


@dataclass(frozen=True)
class Answer:
    """One answer to a question: the reference with other sources of these modules and of these cells of the notebook.

    `kind` is one of `PARTS`, or says how the answer was made up. `code` is what a reader should see of it. `known` are
    the ids of mistakes that are certainly in it. `debatable` says why people may disagree about the verdict; "" where
    nobody does.
    """

    name: str
    kind: str
    question: str
    right: bool
    title: str
    code: str
    modules: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    source: str = ""
    debatable: str = ""
    known: tuple[str, ...] = ()

    def submission(self, solved: Submission) -> Submission:
        """The answer in the complete solution `solved`."""
        files = {PurePosixPath(f"{name}.py"): source.encode() for name, source in self.modules.items()}
        notebook = solved.notebook
        if self.cells and notebook is not None:
            notebook = replace_cells(notebook, self.cells)
        return replace(solved, files=solved.files | files, notebook=notebook)


def read_answers(lab: Lab, part: str) -> list[Answer]:
    """The answers in a part, in the order of the questions; raises `LabError` where a file or folder is wrong."""
    folder = lab.evaluation / part
    known = {question.id for question in lab.settings.questions}
    for inside in sorted(folder.glob("*/")):
        if inside.name not in known and any(inside.glob("*.py")):
            raise LabError(f"{inside}: the lab has no question {inside.name}")
    return [
        read_answer(lab, path, question, part)
        for question in lab.settings.questions
        for path in sorted((folder / question.id).glob("*.py"))
    ]


def read_answer(lab: Lab, path: Path, question: Question, part: str) -> Answer:
    """The answer at `path`; raises `LabError` where a field is missing, or where its code replaces nothing."""
    variant = read_variant(path)
    constants = variant.constants
    if constants.get("VERDICT") not in VERDICTS:
        raise LabError(f'{path}: an answer needs VERDICT, which is "right" or "wrong"')
    for name in ("SOURCE", "DEBATABLE"):
        if name in constants and not isinstance(constants[name], str):
            raise LabError(f"{path}: {name} has to be a text")
    if not constants.get("SOURCE"):
        raise LabError(f"{path}: an answer needs SOURCE, which says where its idea comes from")
    try:
        modules, cells = _changed(lab, variant, question)
    except (KeyError, ValueError, OSError) as error:
        raise LabError(f"{path} cannot be put into the reference: {_reason(error)}") from None
    return Answer(
        name=f"{question.id}/{path.stem}",
        kind=part,
        question=question.id,
        right=constants["VERDICT"] == RIGHT,
        title=variant.title,
        code=variant.code,
        modules=modules,
        cells=cells,
        source=constants["SOURCE"],
        debatable=constants.get("DEBATABLE", ""),
    )


def kind_of_source(source: str) -> str:
    """Which kind of source a text names, one of `SOURCE_KINDS` or `OTHER_SOURCE`."""
    found = (kind for kind, pattern in SOURCE_KINDS.items() if re.search(pattern, source, re.IGNORECASE))
    return next(found, OTHER_SOURCE)


def _changed(lab: Lab, variant: Variant, question: Question) -> tuple[dict[str, str], dict[str, str]]:
    """The sources of modules and cells that a variant changes."""
    if variant.cell:
        if variant.cell not in _cell_names(lab):
            raise ValueError(f"there is no cell {variant.cell} in the notebook")
        return {}, {variant.cell: variant.code}
    module: Any = variant.constants.get("MODULE", next(iter(question.modules), None))
    if module not in lab.settings.student_modules:
        raise ValueError("MODULE or CELL has to say what of the students' code it replaces")
    return {module: replace_definitions(lab.module(module).read_text(encoding="utf-8"), variant.code)}, {}


@cache
def _cell_names(lab: Lab) -> frozenset[str]:
    from autograder.authoring.release.notebook import read_master  # imports jupytext

    return (
        frozenset(cell.id for cell in read_master(lab.master_notebook).cells)
        if lab.master_notebook.exists()
        else frozenset()
    )


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
