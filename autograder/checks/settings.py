"""What the checks know about this lab: the file `lab.json`, which the release writes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .cells import Cell

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
"""The folder that holds the package, the notebook, the tests and these checks."""
TESTS = HOME / "tests"


@dataclass(frozen=True)
class Settings:
    """The name of the package, the file name of the notebook ("" for none), and the ids of the questions in order.

    `cells` are the code cells of the notebook in the starter code, and `answers` those for answers that a person
    reads; `points` are those of each question, with its hidden tests, and `files` what is written for it. `given` maps
    the names of modules that are complete to what `fingerprint` gives for them. `written` are the id and the points of
    the question that a person reads, if there is one.
    """

    package: str
    notebook: str
    questions: tuple[str, ...]
    cells: tuple[Cell, ...] = ()
    points: Mapping[str, float] = field(default_factory=dict)
    files: Mapping[str, Sequence[str]] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[Cell, ...] = ()
    written: tuple[str, float] | None = None


def read_settings(path: Path = HERE / "lab.json") -> Settings:
    """Read the settings; raises `FileNotFoundError` where they are missing."""
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: unpack the starter code again")
    raw = json.loads(path.read_text(encoding="utf-8"))
    cells = (Cell(cell["name"], cell["source"], tuple(cell["tags"])) for cell in raw["cells"])
    answers = (Cell(cell["name"], cell["source"], kind="markdown") for cell in raw.get("answers", ()))
    written = raw.get("written")
    return Settings(
        raw["package"], raw["notebook"], tuple(raw["questions"]), tuple(cells), raw.get("points", {}),
        raw.get("files", {}), raw.get("given", {}), tuple(answers), (written[0], written[1]) if written else None,
    )  # fmt: skip


def fingerprint(data: bytes) -> str:
    """The same for files with the same text, whatever their line ends and a byte order mark are."""
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").rstrip()
    return hashlib.sha256(text).hexdigest()


def question_ids(folder: Path = TESTS) -> list[str]:
    """The questions that have public tests, in the order of the lab."""
    order = read_settings().questions
    found = [path.stem for path in folder.glob("*.py")]
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def file_of(question: str, folder: Path = TESTS) -> Path:
    """The public tests of a question; raises `FileNotFoundError` where there are none."""
    path = folder / f"{question}.py"
    if not path.exists():
        written = read_settings().written
        if written and written[0] == question:
            raise FileNotFoundError(f"{question}: there is nothing to check, a person reads your answers")
        known = ", ".join(question_ids(folder)) or f"none: is the folder {folder} there?"
        raise FileNotFoundError(f"there are no tests for {question!r}; there are some for: {known}")
    return path
