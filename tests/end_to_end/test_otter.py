"""The zip for stock otter, graded with stock `otter run`."""

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from support.lab import IDS, LAB, SETTINGS, TOTAL, part, starter, with_files
from support.lab import reference as right
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.submission.read import Submission

otter = lazy("autograder.platforms.otter.build")

pytestmark = pytest.mark.slow

SECONDS = 240
SMALL = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
CELL = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("otter") / "otter.zip"
    otter.build(LAB, path)
    return path


def test_the_zip_has_the_same_bytes_each_time_and_the_judge_s_own_tests(archive, tmp_path):
    otter.build(LAB, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        for question in IDS:
            source = LAB.test_file(question).read_text(encoding="utf-8")
            assert source.strip("\n") in packed.read(f"tests/{question}.py").decode()
    assert len([name for name in names if name.startswith("tests/")]) == len(IDS)
    assert [name for name in names if name.startswith("files/")] == ["files/check.py"]  # goes over the submission
    assert {"otter_config.json", "run_autograder", "setup.sh", "environment.yml"} <= set(names)


def test_a_test_file_is_the_judge_s_with_lines_around_it():
    assert otter.for_otter("a = 1\n") == f"{otter.HEADER}a = 1\n{otter.FOOTER}"


def test_the_solution_is_no_package_of_the_student_s_name(archive):
    with zipfile.ZipFile(archive) as packed:
        given = {Path(name).stem for name in packed.namelist() if name.startswith("grading/lab3/")}
    assert "data" in given and not given.intersection(SETTINGS.student_modules)


def test_the_command_says_what_is_lost(tmp_path, capsys):
    assert main(["otter", "build", "--out", str(tmp_path / "new" / "otter.zip")]) == 0
    said = capsys.readouterr()
    assert otter.LOST in said.err and "isolation" in otter.LOST and "docs/attacks.md" in otter.LOST
    assert "otter run -a" in said.out and (tmp_path / "new" / "otter.zip").exists()


def scores(archive: Path, submission: Submission, folder: Path, inside: str) -> dict[str, float]:
    """The points that stock otter gives for each question; `inside` is the folder in the submitted zip."""
    with zipfile.ZipFile(folder / "handed_in.zip", "w") as packed:
        for path, data in submission.files.items():
            packed.writestr(f"{inside}lab3/{path}", data)
        packed.writestr(f"{inside}{SETTINGS.notebook}", submission.notebook)
    command = [Path(sys.executable).parent / "otter", "run", "--no-logo", "-a", archive, "-o", folder]
    subprocess.run([*command, folder / "handed_in.zip"], cwd=folder, check=True, timeout=SECONDS, capture_output=True)
    tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
    return {test["name"]: test["score"] for test in tests if "score" in test}


def test_the_reference_gets_every_point(archive, tmp_path):
    found = scores(archive, right(), tmp_path, "handed_in/")
    assert found == {question.id: question.points for question in SETTINGS.questions}
    assert sum(found.values()) == TOTAL


def test_the_skeleton_gets_none(archive, tmp_path):
    found = scores(archive, starter(), tmp_path, "handed_in/")
    assert found == {question.id: 0 for question in SETTINGS.questions}


def test_broken_modules_cost_their_own_questions_where_otter_runs_the_notebook(tmp_path):
    otter.build(part("tokenization", "causal_mask", "attention", "generation"), tmp_path / "few.zip")
    broken = with_files({"tokenization.py": "def (:\n", "generation.py": "import sys\nsys.exit(3)\n"})
    notebook = SMALL | {"cells": [CELL | {"source": "from lab3.mlp import MLP\nlab = reference = notes = None"}]}
    submission = replace(broken, notebook=json.dumps(notebook).encode())
    found = scores(tmp_path / "few.zip", submission, tmp_path, "")
    assert found == {"tokenization": 0, "causal_mask": 10, "attention": 16, "generation": 0}
