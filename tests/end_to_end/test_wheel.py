"""The tool from a wheel, in an environment that knows nothing of this checkout, on a lab that lies elsewhere."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from support.lab import ROOT, copy_of

pytestmark = pytest.mark.slow

PACKAGES = Path(sysconfig.get_paths()["purelib"])
DATA = (
    "autograder/authoring/starter/template/lab.toml", "autograder/authoring/starter/template/notebook/kernels.py",
    "autograder/authoring/starter/template/handout/README.md", "autograder/course/feedback/page.html",
    "autograder/course/feedback/page.css", "autograder/course/report/report.html", "autograder/course/report/report.js",
    "autograder/platforms/gradescope/files/setup.sh", "autograder/platforms/gradescope/files/run_autograder",
    "autograder/platforms/otter/files/views.py", "autograder/checks/public_tests.py", "autograder/py.typed",
)  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of a copy of the repository."""
    pytest.importorskip("setuptools", reason="building a wheel without a network needs setuptools here")
    folder = tmp_path_factory.mktemp("wheel")
    copy_of(ROOT / "autograder", folder / "repository" / "autograder")
    for name in ("pyproject.toml", "README.md"):
        (folder / "repository" / name).write_bytes((ROOT / name).read_bytes())
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder, folder / "repository")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A Python with the wheel and with the packages that it needs, but not with this checkout."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = folder / PACKAGES.relative_to(sys.prefix)
    (packages / "needed.pth").write_text(f"{PACKAGES}\n")  # files of ours that end in .pth are not read from there
    pip("install", "--target", packages, wheel)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def home(installed, tmp_path_factory):
    """A lab that this Python made and released."""
    home = tmp_path_factory.mktemp("home") / "lab"
    run(installed, home.parent, "-m", "autograder", "init", home)
    run(installed, home, "-m", "autograder", "release")
    return home


def pip(command, *arguments):
    """Run pip without a network and without dependencies."""
    call = [sys.executable, "-m", "pip", command, "--quiet", "--no-index", "--no-deps", *map(str, arguments)]
    subprocess.run(call, check=True, capture_output=True)


def run(python, folder, *arguments):
    """Run a Python in a folder; returns what it printed."""
    hidden = ("PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run([python, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_has_all_data_and_nothing_else_of_the_repository(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert set(DATA) <= set(names)
    tops = {name.partition("/")[0] for name in names}
    assert len(tops) == 2 and "autograder" in tops
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_installed_tool_is_used(installed, tmp_path):
    code = "import autograder, sys; print(autograder.__file__); print(sys.meta_path)"
    said = run(installed, tmp_path, "-c", code)
    assert said.startswith(str(installed.parents[1])) and "_EditableFinder" not in said and str(ROOT) not in said


def test_a_lab_is_verified_graded_and_reported_on(installed, home, tmp_path):
    program = "-m", "autograder"
    assert "no problems in all" in " ".join(run(installed, home, *program, "verify").split())
    run(installed, home, *program, "grade", "solutions", "--results", tmp_path / "r.json", "--feedback",
        tmp_path / "f.html")  # fmt: skip
    results = json.loads((tmp_path / "r.json").read_text())
    assert results["score"] == results["extra_data"]["max_score"] == 14
    assert "of 14 points" in (tmp_path / "f.html").read_text()
    copy_of(home / "student_release", tmp_path / "class" / "ada")
    copy_of(home / "solutions", tmp_path / "class" / "ben")
    assert "2 graded" in run(installed, home, *program, "batch", tmp_path / "class", "--out", tmp_path / "out")
    assert "2 submissions" in run(installed, home, *program, "report", tmp_path / "out")
    assert (tmp_path / "out" / "report.html").exists()


def test_the_zip_for_gradescope_asks_for_what_the_wheel_asks_for(installed, home, tmp_path):
    run(installed, home, "-m", "autograder", "gradescope", "build", "--out", tmp_path / "g.zip")
    with zipfile.ZipFile(tmp_path / "g.zip") as packed:
        project = packed.read("pyproject.toml").decode()
    assert '"torch==' in project and '"otter-grader==' in project and "extra ==" not in project


def test_without_a_lab_the_command_says_what_to_do(installed, tmp_path):
    done = subprocess.run([installed, "-m", "autograder", "release"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and "autograder init DIR" in done.stderr and done.stderr.count("\n") == 1
