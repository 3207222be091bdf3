"""Writes a zip for stock otter.

`otter generate` makes what otter needs. The tests are the judge's own with three lines around them. What they ask for
lies in `grading/`, which otter leaves where it is, whereas its `files/` are copied over the submission.
Source: https://otter-grader.readthedocs.io/en/stable/workflow/otter_generate/index.html
"""

import json
import shutil
import tempfile
import zipfile
from pathlib import Path

import autograder.lab.hooks
from autograder.authoring.release.regions import solution_version
from autograder.grading.judge.harness import write_checks
from autograder.lab import Lab
from autograder.lib.zips import pack_zip
from autograder.platforms.requirements import lab_requirements, torch_requirement, without

FILES = Path(__file__).parent / "files"
PYTHON = "3.12"
SETTINGS = {"show_stdout": False, "show_hidden": False}
HEADER = 'import sys\n\nsys.path.insert(0, "../source/grading")\nfrom grading_views import provide\n\n'
FOOTER = "\n\nprovide(globals())\n"
NO_HOOKS = '"""This lab has no hooks."""\n\nfrom autograder.lab.hooks import Hooks\n\nHOOKS = Hooks()\n'
BROUGHT = ("torch", "otter-grader")
"""Requirements of a lab that have a line of their own, or come with otter."""
LOST = """\
warning: in stock otter the tests, the solution and the student's code share one process. What is lost:
  - isolation: a submission can read the hidden tests and the solution, and give itself points (docs/attacks.md)
  - error carried forward: a mistake in an early question also costs points in later ones
  - limits: after one endless loop, or one `sys.exit()` in a function, there is no result at all
  - the given modules: a submission's own copies of them are used
Grade with `autograder grade` or `autograder gradescope build` where you can."""


def build(lab: Lab, out: Path) -> None:
    """Write the zip; the same sources give the same bytes."""
    with tempfile.TemporaryDirectory(prefix="otter-") as name:
        folder = Path(name) / "zip"
        _write_stock(lab, folder, Path(name))
        (folder / "files").mkdir()
        shutil.copy(FILES / "check.py", folder / "files")
        _write_grading(lab, folder / "grading")
        pack_zip(folder, out)


def for_otter(source: str) -> str:
    """A test file of the judge's, for a process in which nobody provides what its cases ask for."""
    return HEADER + source.rstrip("\n") + "\n" + FOOTER


def _write_stock(lab: Lab, folder: Path, scratch: Path) -> None:
    """Write what `otter generate` makes: tests, settings, and the scripts that set up a container."""
    from otter.generate import main as generate

    (scratch / "tests").mkdir()
    for question in lab.settings.questions:
        source = lab.test_file(question.id).read_text(encoding="utf-8")
        (scratch / "tests" / f"{question.id}.py").write_text(for_otter(source), encoding="utf-8")
    (scratch / "otter_config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    (scratch / "requirements.txt").write_text(_requirements(lab), encoding="utf-8")
    generate(
        tests_dir=str(scratch / "tests"), output_path=str(scratch / "stock.zip"), python_version=PYTHON,
        config=str(scratch / "otter_config.json"), requirements=str(scratch / "requirements.txt"), no_environment=True,
    )  # fmt: skip
    with zipfile.ZipFile(scratch / "stock.zip") as archive:
        archive.extractall(folder)  # our own zip, made a moment ago


def _requirements(lab: Lab) -> str:
    index = f"--extra-index-url {lab.settings.gradescope.torch_index}"
    return "\n".join([index, torch_requirement(), *without(lab_requirements(lab), BROUGHT)])


def _write_grading(lab: Lab, folder: Path) -> None:
    """Write what the tests import: the given modules, the checks, and the views with the reference solution."""
    given, views = folder / lab.settings.package, folder / "grading_views"
    given.mkdir(parents=True)
    for module in lab.given_modules:
        shutil.copyfile(lab.package / module, given / module)
    write_checks(lab, folder / "checks")
    _write_solution(lab, views / "solution")
    shutil.copyfile(FILES / "views.py", views / "__init__.py")
    _write_hooks(lab, views / "hooks.py", folder / "autograder" / "lab")
    if lab.fixture_data.is_dir():
        shutil.copytree(lab.fixture_data, views / lab.fixture_data.name)
    settings = {
        "package": lab.settings.package,
        "notebook": lab.settings.notebook,
        "fixtures": lab.settings.fixtures,
    }
    (views / "settings.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _write_solution(lab: Lab, folder: Path) -> None:
    """Write the lab's package with its solutions, and with its data."""
    shutil.copytree(lab.package, folder, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for path in sorted(folder.rglob("*.py")):
        solution = solution_version(path.read_text(encoding="utf-8"), path.name)
        path.write_text(solution, encoding="utf-8")


def _write_hooks(lab: Lab, path: Path, interface: Path) -> None:
    """Write the lab's hooks, and of the tool only the module that they import."""
    hooks = lab.root / "hooks.py"
    path.write_text(hooks.read_text(encoding="utf-8") if hooks.exists() else NO_HOOKS, encoding="utf-8")
    interface.mkdir(parents=True)
    for package in (interface.parent, interface):
        (package / "__init__.py").write_text("", encoding="utf-8")
    shutil.copyfile(autograder.lab.hooks.__file__, interface / "hooks.py")
