"""Two checkouts and one environment: a copy of the tool grades with its own tests, wherever the environment points."""

import json
import os
import subprocess
import sys

import pytest
from support.lab import LAB, ROOT, copy_of

pytestmark = pytest.mark.slow

SWAPPED = {"the first token sees itself alone": (1.5, 2.5), "everything later gets VERY_SMALL_NUMBER": (2, 1)}
"""Cases of the question `causal_mask`: their points here, and in the copy."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of tool and lab, in which two cases have other points."""
    copy = tmp_path_factory.mktemp("checkout") / "copy"
    for name in ("autograder", "assignment", "student_release", "solutions"):
        copy_of(ROOT / name, copy / name)
    path = copy / "assignment" / "questions" / "causal_mask.py"
    text = path.read_text(encoding="utf-8")
    for name, (here, there) in SWAPPED.items():
        start = text.index(f'name="{name}"')
        text = text[:start] + text[start:].replace(f"points={here}", f"points={there}", 1)
    path.write_text(text, encoding="utf-8")
    return copy


def points(results):
    """The points of the cases by name, as a results file has them."""
    cases = json.loads(results.read_text())["extra_data"]["cases"]["causal_mask"]
    return {case["name"]: case["points"] for case in cases if case["name"] in SWAPPED}


def grade(folder, results, **environment):
    command = [sys.executable, "-m", "autograder", "grade", LAB.solutions, "--results", results]
    done = subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return points(results)


def test_the_copy_grades_with_its_own_points(copy, tmp_path):
    there = {name: points for name, (_, points) in SWAPPED.items()}
    assert grade(tmp_path, tmp_path / "by_path.json", PYTHONPATH=str(copy)) == there
    assert grade(copy, tmp_path / "by_folder.json") == there


def test_this_checkout_grades_with_its_own_points(tmp_path):
    assert grade(ROOT, tmp_path / "here.json") == {name: points for name, (points, _) in SWAPPED.items()}


def test_a_batch_of_the_copy_says_so_in_its_keys(copy, tmp_path):
    keys = []
    for folder in (ROOT, copy):
        code = (
            "from pathlib import Path\nfrom autograder.lab import open_lab\n"
            "from autograder.course.batch.key import grader_version\n"
            "print(grader_version(open_lab(Path('assignment')), 'embedded'))"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
        keys.append(done.stdout.strip())
    assert keys[0] != keys[1] and all(keys)


def test_the_judge_and_the_worker_run_the_copy_s_code(copy, tmp_path):
    other = copy_of(copy, tmp_path / "other")
    for name, here, there in (
        ("judge/judge.py", '"process", *', '"copy", *'),
        ("sandbox/worker.py", "MESSAGE_CHARACTERS = 600", "MESSAGE_CHARACTERS = 7"),
    ):
        path = other / "autograder" / "grading" / name
        assert here in path.read_text()
        path.write_text(path.read_text().replace(here, there))
    handed_in = copy_of(LAB.solutions, tmp_path / "handed_in")
    (handed_in / "lab3" / "causal_mask.py").write_text("raise ValueError('a very long text')\n")
    command = [sys.executable, "-m", "autograder", "grade", handed_in, "--results", tmp_path / "results.json"]
    environment = os.environ | {"PYTHONPATH": str(other)}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    results = json.loads((tmp_path / "results.json").read_text())
    assert results["extra_data"]["isolation"][0] == "copy"
    outputs = {test["number"]: test["output"] for test in results["tests"]}
    assert "ValueError: a very" in outputs["causal_mask"] and "a very long" not in outputs["causal_mask"]
