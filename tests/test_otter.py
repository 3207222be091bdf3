"""The zip for stock otter, graded with stock `otter run`."""

import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from autograder.cli import main
from autograder.config import NOTEBOOK, QUESTIONS, load_config
from autograder.platforms.otter_zip import FOOTER, HEADER, LOST, build, for_otter
from autograder.release.samples import reference, skeleton
from autograder.submission import Submission

CONFIG = load_config()
SECONDS = 240
SMALL = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
CELL = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("otter") / "otter.zip"
    build(CONFIG, path)
    return path


def test_the_zip_has_the_same_bytes_each_time_and_the_judge_s_own_tests(archive, tmp_path):
    build(CONFIG, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        for question in CONFIG.questions:
            source = (QUESTIONS / f"{question.id}.py").read_text(encoding="utf-8")
            assert source.strip("\n") in packed.read(f"tests/{question.id}.py").decode()
    assert len([name for name in names if name.startswith("tests/")]) == len(CONFIG.questions)
    assert [name for name in names if name.startswith("files/")] == ["files/check.py"]  # goes over the submission
    assert {"otter_config.json", "run_autograder", "setup.sh", "environment.yml"} <= set(names)


def test_a_test_file_is_the_judge_s_with_lines_around_it():
    assert for_otter("a = 1\n") == f"{HEADER}a = 1\n{FOOTER}"


def test_the_solution_is_no_package_of_the_student_s_name(archive):
    with zipfile.ZipFile(archive) as packed:
        given = {Path(name).stem for name in packed.namelist() if name.startswith("grading/lab3/")}
    assert "checking" in given and not given.intersection(CONFIG.student_modules)


def test_the_command_says_what_is_lost(tmp_path, capsys):
    assert main(["otter", "build", "--out", str(tmp_path / "new" / "otter.zip")]) == 0
    said = capsys.readouterr()
    assert LOST in said.err and "isolation" in LOST and "docs/attacks.md" in LOST
    assert "otter run -a" in said.out and (tmp_path / "new" / "otter.zip").exists()


def scores(archive: Path, submission: Submission, folder: Path, inside: str) -> dict[str, float]:
    """The points that stock otter gives for each question; `inside` is the folder in the submitted zip."""
    with zipfile.ZipFile(folder / "handed_in.zip", "w") as packed:
        for path, data in submission.files.items():
            packed.writestr(f"{inside}lab3/{path}", data)
        packed.writestr(f"{inside}{NOTEBOOK}", submission.notebook)
    command = [Path(sys.executable).parent / "otter", "run", "--no-logo", "-a", archive, "-o", folder]
    subprocess.run([*command, folder / "handed_in.zip"], cwd=folder, check=True, timeout=SECONDS, capture_output=True)
    tests = json.loads((folder / "results.json").read_text(encoding="utf-8"))["tests"]
    return {test["name"]: test["score"] for test in tests if "score" in test}


@pytest.mark.slow
def test_the_reference_gets_every_point(archive, tmp_path):
    found = scores(archive, reference(CONFIG).submission, tmp_path, "handed_in/")
    assert found == {question.id: question.points for question in CONFIG.questions}
    assert sum(found.values()) == 90


@pytest.mark.slow
def test_the_skeleton_gets_none(archive, tmp_path):
    found = scores(archive, skeleton(CONFIG).submission, tmp_path, "handed_in/")
    assert found == {question.id: 0 for question in CONFIG.questions}


@pytest.mark.slow
def test_broken_modules_cost_their_own_questions_where_otter_runs_the_notebook(tmp_path):
    few = tuple(map(CONFIG.question, ("tokenization", "causal_mask", "attention", "generation")))
    build(replace(CONFIG, questions=few), tmp_path / "few.zip")
    right = reference(CONFIG).submission
    broken = {"tokenization.py": b"def (:\n", "generation.py": b"import sys\nsys.exit(3)\n"}
    files = right.files | {PurePosixPath(name): data for name, data in broken.items()}
    notebook = SMALL | {"cells": [CELL | {"source": "from lab3.mlp import MLP\nlab = reference = corpus = None"}]}
    submission = replace(right, files=files, notebook=json.dumps(notebook).encode())
    found = scores(tmp_path / "few.zip", submission, tmp_path, "")
    assert found == {"tokenization": 0, "causal_mask": 10, "attention": 16, "generation": 0}
