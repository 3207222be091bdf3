"""What the tests ask for by name in a stock otter run: `lab`, `reference` and `corpus`.

Becomes `lab3_grading/__init__.py` in the zip. The student's package is completed with the given modules that it lacks;
the solution is a package of another name. Nothing here is hidden from student code: otter runs all in one process.
"""

import inspect
import json
from functools import partial
from pathlib import Path
from typing import Any

import torch

FOLDER = Path(__file__).resolve().parent
MAX_DEPTH = 2


def find_package(submission: Path) -> Path | None:
    """The folder `lab3` of a submission, at most two folders down; None where there is none."""
    found = [path for depth in range(MAX_DEPTH + 1) for path in sorted(submission.glob("*/" * depth + "lab3"))]
    return next((path for path in found if path.is_dir() and "__MACOSX" not in path.parts), None)


def find_notebook(folder: Path) -> Path:
    """The notebook in a folder, whatever its name; `lab3.ipynb`, that may not be there, before others."""
    others = sorted(folder.glob("*.ipynb"))
    usual = folder / "lab3.ipynb"
    return others[0] if others and not usual.exists() else usual


submitted = find_package(Path.cwd())

import lab3  # noqa: E402  the student's, where a notebook has imported it; else the given modules in this zip

more = [str(path) for path in (FOLDER.parent / "lab3", submitted) if path]
lab3.__path__ = list(dict.fromkeys([*lab3.__path__, *more]))
notebook = find_notebook(submitted.parent if submitted else Path.cwd())

from lab3.checking import Lab, Trace  # noqa: E402
from lab3.notebook import run_cells  # noqa: E402

from .corpus import Corpus  # noqa: E402
from .reference.checking import lab as reference  # noqa: E402


class SubmittedLab(Lab):
    """The view of the submission; traces are run from the notebook's file, cell by cell."""

    def __getattr__(self, module: str) -> Any:
        try:
            return super().__getattr__(module)
        except Exception:
            raise
        except BaseException as error:  # such as `sys.exit()`, which would end all tests
            raise ImportError(f"lab3/{module}.py ends the program when it is imported ({error!r})") from error

    def trace(self, question: str) -> Trace:
        return Trace(self.variables, run_cells(self, question, notebook))


def read_corpus(path: Path) -> Corpus:
    """The corpus as it was measured when the zip was built."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    train_ids, held_out_ids = (torch.tensor(list(raw[split].encode("latin-1"))) for split in ("train", "held_out"))
    length = raw["context_len"]
    return Corpus(
        train_ids, held_out_ids[:-1].unfold(0, length, 1), held_out_ids[length:], raw["floor"], raw["settings"]
    )


torch.set_num_threads(1)
lab = SubmittedLab()
corpus = read_corpus(FOLDER / "corpus.json")


def provide(test_file: dict[str, Any]) -> None:
    """Give each case of a test file the views that it asks for, whatever a notebook has under these names."""
    views = {"lab": lab, "reference": reference, "corpus": corpus}
    for case in test_file.values():
        if type(case).__name__ == "test_case":
            case.test_func = partial(case.test_func, *map(views.get, inspect.signature(case.test_func).parameters))
