"""A course of nbgrader, from its source to exported grades, with nbgrader's own commands."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from attacks.catalogue import ATTACKS

from autograder.cli import main
from autograder.config import ASSIGNMENT, NOTEBOOK, QUESTIONS, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.judge.process import JudgeFailed, JudgeProcess
from autograder.platforms.nbgrader_grades import as_code, handed_in, write_autograded
from autograder.platforms.nbgrader_notebook import for_nbgrader, mark_schemes, repaired
from autograder.release.proof import prove
from autograder.release.samples import wrong_samples

CONFIG = load_config()
RUBRIC = (ASSIGNMENT / "notebook" / "rubric.md").read_text(encoding="utf-8")


@pytest.fixture
def released():
    return for_nbgrader(nbformat.read(STUDENT_RELEASE / NOTEBOOK, as_version=4), CONFIG, RUBRIC)


def submitted(notebook, change=lambda cells: cells):
    """The file of a notebook whose list of cells was changed."""
    content = json.loads(nbformat.writes(notebook))
    content["cells"] = change(content["cells"])
    return json.dumps(content).encode()


def names(notebook):
    return [cell.id for cell in notebook.cells]


def test_there_is_a_task_for_each_question_and_each_answer_that_people_read(released):
    tasks = [cell.metadata.nbgrader for cell in released.cells if "nbgrader" in cell.metadata]
    points = {task.grade_id: task.points for task in tasks}
    assert all(task.task and task.locked and not task.grade for task in tasks) and len(points) == len(tasks)
    assert {f"points_{q.id}": q.points for q in CONFIG.questions}.items() <= points.items()
    assert sum(points.values()) == 100
    assert len(mark_schemes(RUBRIC)) == 5 and "the mask keeps a token from copying it" in mark_schemes(RUBRIC)[2]


def test_a_notebook_in_order_comes_back_as_it_was(released):
    result = repaired(released, submitted(released))
    assert not result.damage and nbformat.writes(result.notebook) == nbformat.writes(released)


def test_deleted_cells_come_back_in_their_places(released):
    gone = {"points_mlp", "check_mlp", "mlp_hidden", "reflection_1"}
    result = repaired(released, submitted(released, lambda cells: [c for c in cells if c["id"] not in gone]))
    assert names(result.notebook) == names(released)
    (sentence,) = result.damage
    assert sentence.startswith("4 cells missing, put back: ") and all(name in sentence for name in gone)


def test_cells_that_are_there_twice_count_once(released):
    result = repaired(released, submitted(released, lambda cells: [c for c in cells for _ in range(2)]))
    marked = [c.metadata.nbgrader.grade_id for c in result.notebook.cells if "nbgrader" in c.metadata]
    assert len(marked) == len(set(marked)) == 16 and len(set(names(result.notebook))) == 2 * len(released.cells)
    (sentence,) = result.damage
    assert sentence.startswith(f"{len(released.cells)} cells there twice") and sentence.endswith("more")


def test_lost_metadata_are_put_back_and_what_students_wrote_stays(released):
    def strip(cells):
        for cell in cells:
            cell["metadata"] = {"tags": ["skip-execution"]}
            if cell["id"] in ("reflection_1", "title", "mlp_hidden"):
                cell["source"] = "my own words"
        return cells

    result = repaired(released, submitted(released, strip))
    assert [c.metadata for c in result.notebook.cells] == [c.metadata for c in released.cells]
    own = {cell.id for cell in result.notebook.cells if cell.source == "my own words"}
    assert own == {"reflection_1", "mlp_hidden"}  # the title is ours
    assert [text.partition(":")[0] for text in result.damage] == ["16 cells without nbgrader's metadata, put back"]


def test_cells_of_a_students_own_stay_without_outputs_and_tags(released):
    cell = nbformat.v4.new_code_cell("helper = 1", id="mine", metadata={"tags": ["skip-execution"]})
    cell.outputs = [nbformat.v4.new_output("stream", text="full marks")]
    result = repaired(released, submitted(released, lambda cells: [cells[0], json.loads(json.dumps(cell)), *cells[1:]]))
    own = result.notebook.cells[1]
    assert (own.source, own.outputs, own.metadata) == ("helper = 1", [], {}) and not result.damage


@pytest.mark.parametrize("data", [None, b"", b"{}", b"\xff\xfe", b"[" * 100_000, b'{"cells": 3, "nbformat": 4}'])
def test_what_is_no_notebook_is_said_to_be_none(released, data):
    result = repaired(released, data)
    assert names(result.notebook) == names(released) and len(result.damage) == 1


def test_a_comment_is_no_markup():
    assert all(line.startswith("    ") for line in as_code("<b>\n```\n</pre>").strip("\n").split("\n"))


def test_links_and_pipes_of_a_submission_are_not_copied(released, tmp_path):
    folder = tmp_path / "submitted"
    (folder / "lab3").mkdir(parents=True)
    (folder / "lab3" / "mlp.py").write_text("x = 1")
    (folder / "lab3" / "secret.py").symlink_to("/etc/passwd")
    (folder / "course").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    write_autograded(folder, tmp_path / "autograded", repaired(released, None))
    left = {str(path.relative_to(tmp_path / "autograded")) for path in (tmp_path / "autograded").rglob("*")}
    assert left == {"lab3", "lab3/mlp.py", NOTEBOOK}


@pytest.mark.parametrize(("text", "known"), [("2026-11-24 12:00:00 UTC", True), ("soon", False), ("\xff", False)])
def test_the_time_of_handing_in_is_read_where_it_is_one(tmp_path, text, known):
    (tmp_path / "timestamp.txt").write_bytes(text.encode("latin-1"))
    assert handed_in(tmp_path) == (text if known else None)


def test_bad_input_is_one_line(tmp_path, capsys):
    assert main(["nbgrader", "grade", "--course", str(tmp_path)]) == 2
    assert "nobody handed in" in capsys.readouterr().err
    (tmp_path / "submitted" / "ada" / "lab3").mkdir(parents=True)
    assert main(["nbgrader", "grade", "--course", str(tmp_path), "--student", "bob"]) == 2
    assert "bob" in capsys.readouterr().err
    assert main(["nbgrader", "grade", "--course", str(tmp_path)]) == 2
    assert "autograder nbgrader build" in capsys.readouterr().err


def nbgrader(course, *arguments):
    programs = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    command = [programs / "nbgrader", *arguments]
    done = subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def hand_in(course, student, tree=SOLUTIONS, files=None, notebook=None):
    """Lay out what a student handed in: a tree, with other modules or another notebook."""
    folder = course / "submitted" / student / "lab3"
    shutil.copytree(tree, folder, ignore=shutil.ignore_patterns("rubric.md", "__pycache__"))
    for name, data in (files or {}).items():
        (folder / "lab3" / name).write_bytes(data)
    if notebook is not None:
        (folder / NOTEBOOK).write_bytes(notebook)
    (folder / "timestamp.txt").write_text("2026-11-24 12:00:00 UTC")


def scores(course):
    """Total scores by student, as nbgrader exports them."""
    nbgrader(course, "export", "--to", "grades.csv")
    with open(course / "grades.csv", newline="", encoding="utf-8") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


(MISTAKE,) = (s for s in wrong_samples(CONFIG) if s.name == "causal_mask/sees_one_ahead")


@pytest.mark.slow
def test_a_course_from_its_source_to_exported_grades(tmp_path, monkeypatch, capsys):
    course = tmp_path / "course"
    assert main(["nbgrader", "build", "--course", str(course)]) == 0
    first = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert main(["nbgrader", "build", "--course", str(course)]) == 0
    assert first == {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    nbgrader(course, "generate_assignment", "lab3")
    release = course / "release" / "lab3"
    assert prove(release, ASSIGNMENT, QUESTIONS, CONFIG) == []
    assert "MARK SCHEME" in (course / "source/lab3" / NOTEBOOK).read_text()
    assert "MARK SCHEME" not in (release / NOTEBOOK).read_text()

    solution = for_nbgrader(nbformat.read(SOLUTIONS / NOTEBOOK, as_version=4), CONFIG, RUBRIC)
    solved = submitted(solution)
    mask = MISTAKE.submission.files[PurePosixPath("causal_mask.py")]
    damaged = submitted(solution, lambda cells: [cells[3], *cells[:-9]])
    hand_in(course, "reference", notebook=solved)
    hand_in(course, "skeleton", release)
    hand_in(course, "mistake", files={"causal_mask.py": mask}, notebook=solved)
    hand_in(course, "damaged", notebook=damaged)
    hand_in(course, "corrupt", notebook=solved[:4000])
    hand_in(course, "hostile", files={"causal_mask.py": ATTACKS["exit_at_import"].module.encode()}, notebook=solved)
    expected = {"reference": 90, "skeleton": 0, "mistake": 83, "damaged": 90, "corrupt": 82, "hostile": 80}

    capsys.readouterr()
    assert main(["nbgrader", "grade", "--course", str(course)]) == 0
    table = capsys.readouterr().out
    assert "there twice" in table and "can not be read" in table
    assert scores(course) == pytest.approx(expected)
    assert "MARK SCHEME" in (course / "autograded/mistake/lab3" / NOTEBOOK).read_text()  # for graders

    nbgrader(course, "generate_feedback", "lab3")
    page = (course / "feedback/mistake/lab3/lab3.html").read_text()
    assert "Draw the mask for 4 tokens" in page and "83.0" in page

    for student in ("reference", "skeleton"):
        nbgrader(course, "autograde", "lab3", "--student", student, "--force")
    again = scores(course)  # nbgrader's own run gives and takes no points
    assert again == pytest.approx(expected)
    stubs = (release / "lab3/attention.py").read_bytes()
    assert (course / "autograded/reference/lab3/lab3/attention.py").read_bytes() != stubs

    grade = JudgeProcess.grade
    failures = iter([JudgeFailed("out of luck")])

    def fail_once(self, submission, *rest):
        for failure in failures:
            raise failure
        return grade(self, submission, *rest)

    monkeypatch.setattr(JudgeProcess, "grade", fail_once)
    arguments = ["nbgrader", "grade", "--course", str(course), "--student", "hostile", "--student", "skeleton"]
    assert main(arguments) == 3
    table = capsys.readouterr().out
    assert "not graded" in table and "out of luck" in table
    assert scores(course) == pytest.approx(expected)
    assert Path(course / "autograded/skeleton/lab3" / NOTEBOOK).exists()
