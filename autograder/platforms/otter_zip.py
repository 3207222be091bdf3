"""A zip for stock otter (`otter run`, `otter grade`, Gradescope by otter), for those who must use it.

`otter generate` makes what otter wants; the tests are the judge's own with three lines around them, and what they ask
for lies in `grading/`, which otter leaves where it is: its `files/` are copied over the submission.
Source: https://otter-grader.readthedocs.io/en/stable/workflow/otter_generate/index.html
"""

import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from autograder.config import ASSIGNMENT, QUESTIONS, LabConfig
from autograder.judge import corpus as judge_corpus
from autograder.platforms.gradescope import torch_requirement
from autograder.release.archive import pack_zip
from autograder.release.regions import solution_version

FILES = Path(__file__).parent / "otter_files"
PYTHON = "3.12"
SETTINGS = {"show_stdout": False, "show_hidden": False}
HEADER = 'import sys\n\nsys.path.insert(0, "../source/grading")\nfrom lab3_grading import provide\n\n'
FOOTER = "\n\nprovide(globals())\n"
LOST = """\
warning: in stock otter the tests, the solution and the student's code share one process. What is lost:
  - isolation: a submission can read the hidden tests and the solution, and give itself points (docs/attacks.md)
  - error carried forward: a mistake in an early question costs the later ones, too
  - limits: one endless loop, or one `sys.exit()` in a function, and there is no result at all
  - the given modules: a submission's own copies of them are used
Grade with `autograder grade` or `autograder gradescope build` where you can."""


def build(config: LabConfig, out: Path) -> None:
    """Write the zip; the same sources give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="otter-") as name:
        folder = Path(name) / "zip"
        _write_stock(folder, Path(name), config)
        (folder / "files").mkdir()
        shutil.copy(FILES / "check.py", folder / "files")
        _write_grading(folder / "grading", config)
        pack_zip(folder, out)


def for_otter(source: str) -> str:
    """A test file of the judge's, for a process in which nobody provides what its cases ask for."""
    return HEADER + source.rstrip("\n") + "\n" + FOOTER


def _write_stock(folder: Path, scratch: Path, config: LabConfig) -> None:
    """What `otter generate` makes: tests, settings, and the scripts that set up a container."""
    from otter.generate import main as generate

    (scratch / "tests").mkdir()
    for question in config.questions:
        source = (QUESTIONS / f"{question.id}.py").read_text(encoding="utf-8")
        (scratch / "tests" / f"{question.id}.py").write_text(for_otter(source), encoding="utf-8")
    (scratch / "otter_config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    requirements = [f"--extra-index-url {config.gradescope.torch_index}", torch_requirement(), "datasets>=4.0,<6"]
    (scratch / "requirements.txt").write_text("\n".join(requirements), encoding="utf-8")
    generate(
        tests_dir=str(scratch / "tests"), output_path=str(scratch / "stock.zip"), python_version=PYTHON,
        config=str(scratch / "otter_config.json"), requirements=str(scratch / "requirements.txt"), no_environment=True,
    )  # fmt: skip
    with zipfile.ZipFile(scratch / "stock.zip") as archive:
        archive.extractall(folder)  # our own zip, made a moment ago


def _write_grading(folder: Path, config: LabConfig) -> None:
    """The given modules as `lab3`, and the package `lab3_grading` with the solution and the corpus."""
    given, grading = folder / config.package, folder / "lab3_grading"
    (grading / "reference").mkdir(parents=True)
    given.mkdir()
    for path in sorted((ASSIGNMENT / config.package).glob("*.py")):
        solution = solution_version(path.read_text(encoding="utf-8"), path.name)
        (grading / "reference" / path.name).write_text(solution, encoding="utf-8")
        if path.stem not in config.student_modules:
            shutil.copyfile(path, given / path.name)
    shutil.copyfile(FILES / "views.py", grading / "__init__.py")
    shutil.copyfile(judge_corpus.__file__, grading / "corpus.py")
    (grading / "corpus.json").write_text(json.dumps(_corpus(config)), encoding="utf-8")


def _corpus(config: LabConfig) -> dict[str, Any]:
    """What the question "training" trains on, and the floor that it is compared with."""
    corpus = judge_corpus.load_corpus(config.training)
    held_out_ids = [*corpus.held_out_contexts[0].tolist(), *corpus.held_out_targets.tolist()]
    return {
        "train": bytes(corpus.train_ids.tolist()).decode("latin-1"),
        "held_out": bytes(held_out_ids).decode("latin-1"),
        "context_len": judge_corpus.CONTEXT_LEN,
        "floor": round(corpus.floor, 6),
        "settings": config.training,
    }
