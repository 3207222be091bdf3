"""The lab of `autograder init`, through the command line: everything that works for our lab works for another one."""

import csv
import io
import json
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.lab import ROOT, autograder, copy_of
from support.lazy import lazy

from autograder.lab import open_lab
from autograder.lib.files import all_files
from autograder.lib.zips import pack_zip

leaking = lazy("autograder.authoring.release.leaks")

pytestmark = pytest.mark.slow

POINTS = {"rbf": 5, "gram": 6, "nearest": 3}
WRITTEN = 4
NOT_SQUARED = """
import torch

def rbf(x, y, gamma):
    return torch.exp(-gamma * (x - y).square().sum().sqrt())
"""
EXITS = "import os\n\ndef rbf(x, y, gamma):\n    os._exit(0)\n"
HANDED_IN = {"right": None, "starter": None, "wrong": NOT_SQUARED, "hostile": EXITS}
SCORES = {
    "right": POINTS,
    "starter": {"rbf": 0, "gram": 0, "nearest": 0},
    "wrong": {"rbf": 1, "gram": 6, "nearest": 3},
    "hostile": {"rbf": 0, "gram": 6, "nearest": 3},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of a new lab, released."""
    home = tmp_path_factory.mktemp("second") / "kernels-lab"
    run(home.parent, "init", home)
    said = run(home, "release")
    assert "nothing leaks" in said
    return home


@pytest.fixture(scope="module")
def handed_in(home):
    """A folder for each student: right, nothing written, one mistake, and an attack."""
    for name, module in HANDED_IN.items():
        folder = copy_of(home / ("student_release" if name == "starter" else "solutions"), home / "class" / name)
        if module:
            (folder / "kernels" / "rbf.py").write_text(module)
    return home / "class"


def run(folder, *arguments, code=0):
    """Run a command in a folder; returns what it printed."""
    done = autograder(*arguments, folder=folder)
    assert done.returncode == code, done.stderr
    return done.stdout


def points(path):
    """The points by question of a results file."""
    questions = json.loads(path.read_text(encoding="utf-8"))["extra_data"]["questions"]
    return {name: entry["score"] for name, entry in questions.items()}


def snapshot(*folders):
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def test_a_lab_is_not_written_over_another_one(home):
    done = autograder("init", home)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "there already" in done.stderr


def test_the_release_is_complete_leaks_nothing_and_a_second_build_gives_the_same_bytes(home, tmp_path):
    lab = open_lab(home)
    before = snapshot(home / "student_release", home / "solutions", home / "dist")
    assert "up to date" in run(home, "release", "--check")
    assert snapshot(home / "student_release", home / "solutions", home / "dist") == before
    pack_zip(home / "student_release", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (home / "dist" / "kernels-student.zip").read_bytes()
    assert "NotImplementedError" in (home / "student_release" / "kernels" / "rbf.py").read_text()
    assert "| `rbf.py` | `rbf`: How similar are two points? | 5 |" in (home / "student_release/README.md").read_text()
    assert f"There are {sum(POINTS.values()) + WRITTEN} points" in (home / "student_release/README.md").read_text()
    about = json.loads((home / "student_release/checks/lab.json").read_text())
    assert (about["package"], about["notebook"]) == ("kernels", "kernels.ipynb")
    assert about["questions"] == list(POINTS) and about["points"] == POINTS

    tree = copy_of(home / "student_release", tmp_path / "tree")
    assert leaking.leaks(tree, lab) == []
    (tree / "notes.py").write_text("squared_distance = ( x-y ).square().sum()\n")
    (tree / "tests" / "rbf.py").write_text(lab.test_file("rbf").read_text())
    found = "\n".join(leaking.leaks(tree, lab))
    assert "notes.py: the solution" in found and "a hidden case" in found and "the hidden input" in found


def test_every_sample_gets_what_it_should_and_every_mutant_is_noticed_or_explained(home):
    said = " ".join(run(home, "verify", "--matrix").split())
    assert "3 mistakes: 3 lose points on their own question, 3 on no other" in said and "3 diagnosed" in said
    assert "no problems in all" in said and "gram/gamma_forgotten" in said
    said = " ".join(run(home, "verify", "--question", "gram").split())
    assert "1 mistake: 1 lose points" in said and "no problems in all" in said
    assert re.search(r"\d+ mutants: \d+ killed, 2 equivalent, 0 unexplained", run(home, "verify", "--mutants"))


def test_a_grade_has_results_feedback_and_pictures(home, tmp_path):
    said = run(home, "grade", "solutions", "--results", tmp_path / "r.json", "--feedback", tmp_path / "f.html")
    assert re.search(r"total\s+│\s+14 │ 14", said)
    results = json.loads((tmp_path / "r.json").read_text())
    assert points(tmp_path / "r.json") == POINTS and results["extra_data"]["max_score"] == 14
    assert abs(results["extra_data"]["figures"]["smallest_eigenvalue"]) < 0.1
    page = (tmp_path / "f.html").read_text()
    assert "<strong>14</strong> of 14 points" in page and "six example points" in page and "Kernels" in page


def test_a_part_of_it_can_be_traced(home):
    done = autograder("grade", "solutions", "--question", "rbf", "--trace", folder=home)
    assert done.returncode == 0 and "gram" not in done.stdout
    assert re.search(r"\[rbf / .*\]  rbf\(float32 \(2,\), .*\)  \d\.\d{3} s  -> float32 \(\)", done.stderr)


def test_a_class_is_graded_reported_and_exported(home, handed_in, tmp_path):
    out = tmp_path / "graded"
    assert "4 graded, 0 unchanged, 0 failed" in run(home, "batch", handed_in, "--out", out)
    assert {name: points(out / "results" / f"{name}.json") for name in HANDED_IN} == SCORES
    assert "It looks as if the distance is not squared" in (out / "feedback" / "wrong.html").read_text()
    outputs = {test["number"]: test["output"] for test in
               json.loads((out / "results" / "hostile.json").read_text())["tests"]}  # fmt: skip
    assert "ended itself" in outputs["rbf"] and "Graded with our `rbf`" in outputs["gram"]
    assert "0 graded, 4 unchanged, 0 failed" in run(home, "batch", handed_in, "--out", out)
    run(home, "report", out, "--similarity", handed_in)
    page = (out / "report.html").read_text()
    assert "he distance is not squared" in page and "smallest eigenvalue of a large Gram matrix" in page
    (tmp_path / "written.csv").write_text("student,explain_1,explain_2\nright,2,1.5\n")
    run(home, "export", out / "results", "--format", "plain", "--manual", tmp_path / "written.csv",
        "--out", tmp_path / "grades.csv")  # fmt: skip
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO((tmp_path / "grades.csv").read_text()))}
    assert rows["right"]["total"] == "17.5" and rows["right"]["explain"] == "3.5"
    assert rows["wrong"]["rbf"] == "1" and rows["wrong"]["total"] == ""


def test_a_class_can_be_simulated(home, tmp_path):
    run(home, "simulate", "--out", tmp_path, "--students", "8", "--copies", "1")
    truth = json.loads((tmp_path / "class.json").read_text())["students"]
    assert len(truth) == 8 and {entry["kind"] for entry in truth} >= {"right", "mistakes"}
    assert all((tmp_path / "submissions" / entry["folder"]).is_dir() for entry in truth)


def test_gradescope_gets_a_zip_that_grades(home, handed_in, tmp_path):
    run(home, "gradescope", "build", "--out", tmp_path / "gradescope.zip")
    with zipfile.ZipFile(tmp_path / "gradescope.zip") as packed:
        names = set(packed.namelist())
        packed.extractall(tmp_path / "source")
    assert {"assignment/lab.toml", "assignment/kernels/rbf.py", "solutions/kernels.ipynb", "setup.sh"} <= names
    assert not [name for name in names if "lab3" in name or name.startswith("tests/")]
    copy_of(handed_in / "wrong", tmp_path / "submission")
    command = [sys.executable, "-m", "autograder.platforms.gradescope", "run"]
    inside = subprocess.run(command, cwd=tmp_path / "source", capture_output=True, text=True)
    assert inside.returncode == 0, inside.stderr
    found = tmp_path / "results" / "results.json"
    by_the_zip = json.loads(found.read_text())
    assert points(found) == SCORES["wrong"]
    assert {test["visibility"] for test in by_the_zip["tests"]} == {"visible", "after_published"}
    found.unlink()
    run(home, "gradescope", "run", "--root", tmp_path)
    assert json.loads(found.read_text()) | {"execution_time": 0} == by_the_zip | {"execution_time": 0}


def test_nbgrader_gets_a_course_and_grades_in_its_gradebook(home, handed_in, tmp_path):
    course = tmp_path / "course"
    run(home, "nbgrader", "build", "--course", course)
    for name in ("right", "wrong"):
        folder = copy_of(course / "source" / "kernels", course / "submitted" / name / "kernels")
        copy_of(handed_in / name, folder)
    said = run(home, "nbgrader", "grade", "--course", course)
    assert "right: 14 of 14" in said and "wrong: 10 of 14" in said
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = book.execute(
            """select student_id, name, auto_score from grade join base_cell on base_cell.id = cell_id
            join submitted_notebook on submitted_notebook.id = grade.notebook_id
            join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
        )
        scores = {(student, cell): score for student, cell, score in rows}
    assert {(student, f"score_{q}"): value for student in ("right", "wrong") for q, value in SCORES[student].items()} \
        == {key: value for key, value in scores.items() if key[1].startswith("score_")}  # fmt: skip


def test_stock_otter_gets_a_zip(home, tmp_path):
    run(home, "otter", "build", "--out", tmp_path / "otter.zip")
    with zipfile.ZipFile(tmp_path / "otter.zip") as packed:
        tests = {Path(name).stem for name in packed.namelist() if name.startswith("tests/") and name.endswith(".py")}
        assert tests == set(POINTS)
        assert packed.read("grading/grading_views/hooks.py") == (home / "assignment" / "hooks.py").read_bytes()


def test_nothing_of_this_project_s_own_lab_is_in_it(home):
    text = "\n".join(path.read_text(encoding="utf-8") for path in all_files(home / "assignment"))
    assert not re.search(r"\blab3\b|attention|transformer|causal", text)
    assert str(ROOT) not in text
