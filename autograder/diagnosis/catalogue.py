"""The catalogue of mistakes: `autograder/mistakes/QUESTION/NAME.py`, one wrong version of one function each."""

import ast
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.config import Question, load_config
from autograder.grade import Diagnosis

CATALOGUE = Path(__file__).resolve().parent.parent / "mistakes"
FIELDS = ("CAUGHT_BY", "MODULE", "CELL", "REPLAYED")


class CatalogueError(Exception):
    """An entry of the catalogue lacks something; the text names the file."""


@dataclass(frozen=True)
class Mistake:
    """One wrong version of one function, or of one cell of the notebook.

    `code` has the definitions that differ from the reference's module `module`, or all code of the notebook's cell
    `cell`. `caught_by` names the test case that is there to catch it. `title` and `hint` are for the student.
    `replayed` is False for code that does not come back, which no judge can run.
    """

    id: str
    question: str
    title: str
    hint: str
    caught_by: str
    code: str
    module: str = ""
    cell: str = ""
    replayed: bool = True

    @property
    def diagnosis(self) -> Diagnosis:
        """What a student is told of it."""
        return Diagnosis(self.id, self.title, self.hint)


@cache
def load_catalogue(folder: Path = CATALOGUE) -> tuple[Mistake, ...]:
    """All mistakes in the order of the questions, and by name within one; raises `CatalogueError`."""
    config = load_config()
    return tuple(
        read_mistake(path, question)
        for question in config.questions
        for path in sorted((folder / question.id).glob("*.py"))
    )


def replayed_mistakes(question_id: str) -> list[Mistake]:
    """The mistakes of a question that may be run, to see what they give."""
    return [mistake for mistake in load_catalogue() if mistake.question == question_id and mistake.replayed]


def read_mistake(path: Path, question: Question) -> Mistake:
    """The entry at `path`: its docstring is title and hint, its constants say where it belongs, the rest is code.

    Raises `CatalogueError` where a part is missing.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    title, _, hint = (ast.get_docstring(tree) or "").partition("\n")
    constants = {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body if _is_field(node)}
    code = [node for node in tree.body[1:] if not _is_field(node)]
    cell = constants.get("CELL", "")
    module = "" if cell else constants.get("MODULE", question.modules[0] if question.modules else "")
    if not title or not (module or cell):
        raise CatalogueError(f"{path}: a mistake needs a title as docstring, and MODULE or CELL")
    if not hint.strip():
        raise CatalogueError(f"{path}: a mistake needs a hint below its title")
    if not constants.get("CAUGHT_BY"):
        raise CatalogueError(f"{path}: a mistake needs CAUGHT_BY, the name of the test case that is there to catch it")
    return Mistake(
        id=f"{question.id}/{path.stem}",
        question=question.id,
        title=title.rstrip("."),
        hint=" ".join(textwrap.dedent(hint).split()),
        caught_by=constants["CAUGHT_BY"],
        code=ast.unparse(ast.Module(code, [])),
        module=module,
        cell=cell,
        replayed=constants.get("REPLAYED", True),
    )


def _is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in FIELDS
