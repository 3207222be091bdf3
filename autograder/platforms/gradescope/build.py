"""Writes the zip for Gradescope: what grades, the lab, and scripts that set the image up."""

import json
import shutil
import tempfile
from pathlib import Path

import autograder
from autograder.grading import RUNTIME
from autograder.lab import Lab
from autograder.lab.folder import DEFAULT_NAME
from autograder.lib.errors import ReleaseError
from autograder.lib.extras import DISTRIBUTION
from autograder.lib.zips import pack_zip
from autograder.platforms.requirements import base_requirements, lab_requirements, torch_requirement, without

TOOL = Path(autograder.__file__).parent
FILES = Path(__file__).parent / "files"
GRADES = ("__init__", "__main__", "entries", "markdown", "metadata", "run", "turns", "written")
"""The modules of this platform that run in the container."""
PARTS = (
    *(f"platforms/{name}" for name in ("__init__.py", "isolation.py")),
    *(f"platforms/gradescope/{name}.py" for name in GRADES),
    *(f"course/{name}.py" for name in ("__init__", "desk/__init__", "desk/notebooks", "desk/questions")),
    *(f"course/{name}.py" for name in ("feedback/__init__", "feedback/pictures")),
)
"""What else of the tool runs in the container: this platform, what finds written answers, and numbers as texts."""
PROJECT = """\
# What the grader needs in Gradescope's image. `autograder gradescope build` wrote it.
[build-system]
requires = ["setuptools>=75,<90"]
build-backend = "setuptools.build_meta"

[project]
name = "{name}"
version = "{version}"
requires-python = ">=3.11,<3.15"
dependencies = [
{dependencies}
]

[tool.setuptools.packages.find]
include = ["autograder*"]
"""


def build(lab: Lab, out: Path) -> None:
    """Write the zip to upload; the same sources give the same bytes. Raises `ReleaseError` without a release."""
    with tempfile.TemporaryDirectory(prefix="gradescope-") as name:
        folder = Path(name)
        write_grader(folder / "autograder")
        write_lab(lab, folder)
        (folder / "pyproject.toml").write_text(project_text(lab), encoding="utf-8")
        for script in sorted(FILES.iterdir()):
            text = script.read_text(encoding="utf-8").replace("@TORCH_INDEX@", lab.settings.gradescope.torch_index)
            (folder / script.name).write_text(text.replace("@TORCH@", torch_requirement()), encoding="utf-8")
            (folder / script.name).chmod(0o755)
        pack_zip(folder, out)


def write_grader(folder: Path) -> None:
    """The rooms that a grade depends on, this platform, and what finds written answers."""
    for path in (TOOL / "__init__.py", *(TOOL / room for room in RUNTIME)):
        copy(path, folder / path.name)
    for part in PARTS:
        copy(TOOL / part, folder / part)


def write_lab(lab: Lab, folder: Path) -> None:
    """The files of the lab that a grade depends on, and its rubric; notebooks go without their outputs."""
    notebooks = (lab.given_notebook, lab.solution_notebook) if lab.master_notebook.exists() else ()
    for path in (*notebooks, lab.signatures):
        if not path.exists():
            raise ReleaseError(f"there is no {path}: run `autograder release` first")
    for path in (*lab.grading_files(), *([lab.rubric] if lab.rubric.is_file() else [])):
        if path.is_relative_to(lab.root):
            target = folder / DEFAULT_NAME / path.relative_to(lab.root)
        else:
            target = folder / path.relative_to(lab.home)
        if path in notebooks:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(without_outputs(path), encoding="utf-8")
        else:
            copy(path, target)


def copy(source: Path, target: Path) -> None:
    """Copy a file, or a folder without what Python leaves behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy(source, target)


def without_outputs(path: Path) -> str:
    """A notebook without its outputs, which are many times larger than its code."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    return json.dumps(notebook, ensure_ascii=False) + "\n"


def project_text(lab: Lab) -> str:
    """The container's `pyproject.toml`: the tool's own requirements, and those that students have for the lab."""
    base = base_requirements()
    dependencies = [f"    {json.dumps(requirement)}," for requirement in (*base, *without(lab_requirements(lab), base))]
    return PROJECT.format(name=DISTRIBUTION, version=autograder.__version__, dependencies="\n".join(dependencies))
