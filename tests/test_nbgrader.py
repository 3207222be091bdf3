"""The course for nbgrader: its source, damaged notebooks, the gradebook, and all of it with the real nbgrader."""

import copy
import csv
import importlib.util
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from attacks.catalogue import Attack
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.nbgraderformat import MetadataValidator

from autograder.cli import main
from autograder.config import ASSIGNMENT, NOTEBOOK, QUESTIONS, load_config
from autograder.grade import CaseResult, Grade, QuestionResult
from autograder.judge.process import JudgeFailed
from autograder.platforms import nbgrader_course
from autograder.platforms.nbgrader_course import SETTINGS, build, source_notebook
from autograder.platforms.nbgrader_grades import Course, CourseError, FreshJudge, comment_text, grade_students
from autograder.platforms.nbgrader_notebook import graded_cells, mark_schemes, released, repair, with_graded_cells
from autograder.release.proof import prove
from autograder.release.regions import ReleaseError
from autograder.release.samples import reference, skeleton, wrong_samples

CONFIG = load_config()
SOURCE = source_notebook(CONFIG)
GRADED = graded_cells(SOURCE)
LAB = "lab3"


def handed_out():
    """The notebook as `nbgrader generate_assignment` releases it, as plain data."""
    notebook = json.loads(nbformat.writes(SOURCE))
    for cell in notebook["cells"]:
        cell["source"] = released("".join(cell["source"]))
    return notebook


def as_bytes(notebook):
    return json.dumps(notebook).encode()


def cell_of(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def test_every_point_is_in_a_locked_task_cell_that_has_its_name_as_id():
    assert sum(cell.metadata["nbgrader"]["points"] for cell in GRADED.values()) == 100
    assert [name for name in GRADED if name.startswith("score_")] == [
        cell.id for cell in SOURCE.cells if cell.id in {f"score_{question.id}" for question in CONFIG.questions}
    ]
    for name, cell in GRADED.items():
        assert cell.id == cell.metadata["name"] == cell.metadata["nbgrader"]["grade_id"] == name
        assert cell.metadata["nbgrader"]["locked"] and cell.cell_type == "markdown"
    assert len({cell.id for cell in SOURCE.cells}) == len(SOURCE.cells)
    nbformat.validate(SOURCE)
    MetadataValidator().validate_nb(SOURCE)


def test_the_rubric_is_the_mark_scheme_and_is_not_released():
    asked = GRADED["reflection_2_question"].source
    assert "(2 points)" in asked and "the mask keeps a token from copying it" in asked and "| has it | 2 |" in asked
    assert "What is the causal mask for?" in released(asked)
    assert "copying" not in released(asked) and "MARK SCHEME" not in released(asked)


def test_a_rubric_that_does_not_fit_is_refused():
    with pytest.raises(ReleaseError, match="5 written answers, and the rubric is for 1"):
        with_graded_cells(skeleton_notebook(), CONFIG, "## 1. Only one\n\n- **Core**: it\n")
    assert mark_schemes("| level |\n\n## 1. A\n\nfirst\n\n## 2. B\n\nsecond\n") == [
        "first\n\n| level |", "second\n\n| level |",
    ]  # fmt: skip


def skeleton_notebook():
    return nbformat.reads(skeleton(CONFIG).submission.notebook.decode(), as_version=4)


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    build(CONFIG, course)
    return course


@pytest.fixture
def course(built, tmp_path):
    return shutil.copytree(built, tmp_path / "course")


def test_building_again_gives_the_same_bytes_and_keeps_what_is_not_of_the_build(course):
    (course / SETTINGS).write_text((course / SETTINGS).read_text() + 'c.CourseDirectory.course_id = "cs376"\n')
    first = snapshot(course)
    (course / "source" / LAB / "left_over.py").write_text("")
    (course / "gradebook.db").write_text("precious")
    build(CONFIG, course)
    (course / "gradebook.db").unlink()
    assert snapshot(course) == first


def test_settings_that_lack_something_are_told_what_to_add(course, capsys):
    settings = (course / SETTINGS).read_text()
    (course / SETTINGS).write_text(settings.replace('"lab3/mlp.py", ', "").replace("__never__", "skip-execution"))
    before = snapshot(course)
    assert main(["nbgrader", "build", "--course", str(course)]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1 and "add: c.Autograde.exclude_overwriting" in message
    assert '; c.Execute.skip_cells_with_tag = "__never__"' in message and "OverwriteCells" not in message
    assert snapshot(course) == before


def test_settings_that_can_not_be_run_are_named(course, capsys):
    (course / SETTINGS).write_text("c = get_config(\n")
    assert main(["nbgrader", "build", "--course", str(course)]) == 2
    assert f"{SETTINGS} can not be run (SyntaxError" in capsys.readouterr().err


def test_a_course_that_would_leak_is_not_written(course, monkeypatch):
    before = snapshot(course)
    monkeypatch.setattr(nbgrader_course, "prove", lambda *arguments: ["lab3.ipynb: the solution `x`"])
    with pytest.raises(ReleaseError, match=r"would leak or not work: lab3\.ipynb: the solution"):
        build(CONFIG, course)
    assert snapshot(course) == before


def assert_nbgrader_can_take(notebook):
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    found = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(cell.metadata["nbgrader"]["grade_id"] for cell in found) == sorted(GRADED)
    assert all(cell.source == GRADED[cell.metadata["nbgrader"]["grade_id"]].source for cell in found)


def test_an_undamaged_notebook_comes_back_as_it_was_without_outputs():
    notebook = handed_out()
    cell_of(notebook, "imports")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "<script>"}]
    repaired = repair(SOURCE, as_bytes(notebook))
    assert repaired.damage == () and repaired.readable
    assert [cell.id for cell in repaired.notebook.cells] == [cell.id for cell in SOURCE.cells]
    assert [cell.source for cell in repaired.notebook.cells] == [cell.source for cell in SOURCE.cells]
    assert "<script>" not in nbformat.writes(repaired.notebook)
    assert_nbgrader_can_take(repaired.notebook)


def duplicate(notebook):
    copied = dict(cell_of(notebook, "score_mlp"), id="copied")
    notebook["cells"] += [copied, dict(copied, id="again")]
    return "score_mlp was there 3 times, and is graded once"


def delete(notebook):
    notebook["cells"].remove(cell_of(notebook, "score_attention"))
    return "score_attention was deleted, and put back"


def lose_metadata(notebook):
    cell_of(notebook, "score_training")["metadata"] = {}
    return "score_training had lost its metadata, and has them again"


def lose_metadata_and_id(notebook):
    cell_of(notebook, "score_training").update(metadata={}, id="b2c4")
    return "score_training had lost its metadata, and has them again"


def answer_in_the_question(notebook):
    cell_of(notebook, "reflection_3_question")["source"] = "Because a sum has no order."
    return "reflection_3_question was changed, and restored above the student's text"


def delete_a_todo_cell(notebook):
    notebook["cells"].remove(cell_of(notebook, "mlp_hidden"))
    return "mlp_hidden is missing, and graded like that"


def duplicate_a_todo_cell(notebook):
    notebook["cells"].append(dict(cell_of(notebook, "mlp_next"), id="copied"))
    return "mlp_next is there 2 times, and graded like that"


DAMAGES = (
    duplicate, delete, lose_metadata, lose_metadata_and_id, answer_in_the_question, delete_a_todo_cell,
    duplicate_a_todo_cell,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_repaired_and_reported_by_name(damage):
    notebook = handed_out()
    sentence = damage(notebook)
    repaired = repair(SOURCE, as_bytes(notebook))
    assert repaired.damage == (sentence,)
    assert_nbgrader_can_take(repaired.notebook)


def test_a_deleted_cell_comes_back_to_its_place():
    notebook = handed_out()
    delete(notebook)
    repaired = repair(SOURCE, as_bytes(notebook)).notebook
    assert [cell.id for cell in repaired.cells] == [cell.id for cell in SOURCE.cells]


def test_an_answer_in_the_wrong_place_is_kept_for_the_person_who_marks():
    notebook = handed_out()
    answer_in_the_question(notebook)
    cells = repair(SOURCE, as_bytes(notebook)).notebook.cells
    place = [cell.id for cell in cells].index("reflection_3_question")
    assert cells[place + 1].source == "Because a sum has no order."


@pytest.mark.parametrize(
    "data",
    [None, b"", b'{"cells": [', b"[]", b'{"cells": 3}', b'{"cells": [3]}', b"\xff\xfe\x00", b"[" * 100_000],
    ids=lambda data: repr(data)[:20],
)
def test_where_nothing_can_be_read_the_notebook_is_that_of_the_source(data):
    repaired = repair(SOURCE, data)
    assert not repaired.readable and len(repaired.damage) == 1
    assert_nbgrader_can_take(repaired.notebook)


@pytest.mark.parametrize(
    "change",
    [
        {"metadata": None},
        {"metadata": {"nbgrader": []}},
        {"metadata": {"nbgrader": {"grade_id": ["score_mlp"], "schema_version": 99}, "name": {}}},
        {"metadata": {"nbgrader": {}}, "id": 7},
        {"source": ["\ud800", 3]},
        {"source": None},
        {"cell_type": "heading", "level": 1},
        {"cell_type": "markdown", "attachments": {"a.png": {"image/png": 3}}},
        {"id": "no id at all / " * 20, "metadata": {"name": "\ud800"}},
    ],
    ids=lambda change: repr(change)[:40],
)
@pytest.mark.parametrize("name", ["score_mlp", "title", "mlp_set_up"])
def test_strange_cells_do_no_harm(name, change):
    notebook = handed_out()
    cell = cell_of(notebook, name)
    for key, value in change.items():
        cell[key] = {**value, "tags": []} if key == "metadata" and value else value
    repaired = repair(SOURCE, as_bytes(notebook)).notebook
    assert_nbgrader_can_take(repaired)
    nbformat.writes(repaired).encode()


def grade_of(score, message=""):
    """A grade with this score in the first question, and nothing in the others."""
    questions = []
    for number, question in enumerate(CONFIG.questions):
        points = score if number == 0 else 0
        cases = (
            CaseResult("what is right", points, False, True),
            CaseResult("what is wrong", question.points - points, True, False, message),
        )
        questions.append(QuestionResult(question.id, question.title, question.points, cases))
    return Grade(tuple(questions), notes=("a note",))


class FakeJudge(FreshJudge):
    """Gives a grade, or raises, by student."""

    def __init__(self, answers):
        self.answers = answers

    def grade(self, folder):
        answer = self.answers[folder.parent.name]
        if isinstance(answer, Exception):
            raise answer
        notebook = folder / NOTEBOOK
        return answer, notebook.read_bytes() if notebook.exists() else None


def hand_in(course, student, notebook=None, files=None):
    """Put a submission where `nbgrader collect` would."""
    folder = course / "submitted" / student / LAB
    shutil.copytree(course / "source" / LAB, folder)
    (folder / NOTEBOOK).write_bytes(as_bytes(notebook or handed_out()))
    for path, data in (files or {}).items():
        (folder / LAB / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def registered(built, tmp_path_factory):
    """A course whose gradebook is there: making one takes nbgrader a second."""
    made = shutil.copytree(built, tmp_path_factory.mktemp("registered") / "course")
    Course(made, LAB).register()
    return made


@pytest.fixture
def running(registered, tmp_path):
    return shutil.copytree(registered, tmp_path / "course")


def grade(course, **answers):
    opened = Course(course, LAB)
    opened.register()
    return {o.student: o for o in grade_students(opened, FakeJudge(answers), opened.students(list(answers)))}


def gradebook(course):
    return Gradebook(f"sqlite:///{course}/gradebook.db")


def table(course):
    """What the gradebook says: student and cell -> score and whether a person has to look, and the comments."""
    query = """select student_id, name, auto_score, manual_score, needs_manual_grade from grade
        join base_cell on base_cell.id = cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
    with sqlite3.connect(course / "gradebook.db") as book:
        grades = {tuple(row[:2]): row[2:] for row in book.execute(query)}
        return grades, sorted(book.execute("select auto_comment from comment where auto_comment is not null"))


def test_scores_and_comments_are_written_and_again_makes_no_difference(running):
    hand_in(running, "ada")
    outcome = grade(running, ada=grade_of(5, "Look at `this` & <b>that</b>."))["ada"]
    assert (outcome.score, outcome.max_score, outcome.remarks) == (5, 90, ("a note",))
    grades, comments = table(running)
    assert grades["ada", "score_tokenization"] == (5, None, False) and grades["ada", "score_mlp"] == (0, None, False)
    assert grades["ada", "reflection_1_question"] == (None, None, True)
    assert len(comments) == 11 and any(
        "a note\n✓ what is right (test, 5 of 5)\n✗ what is wrong (hidden test, 0 of 3)\n    Look at `this`" in text
        for (text,) in comments
    )
    before = table(running), snapshot(running / "autograded")
    grade(running, ada=grade_of(5, "Look at `this` & <b>that</b>."))
    assert (table(running), snapshot(running / "autograded")) == before
    opened = Course(running, LAB)
    shown = NbGraderAPI(opened.directory, config=opened.settings).get_submission(
        LAB, "ada"
    )  # what the formgrader shows
    assert (shown["autograded"], shown["score"], shown["needs_manual_grade"]) == (True, 5, True)


def test_what_a_person_gave_counts_and_is_to_be_looked_at_when_our_score_changes(running):
    hand_in(running, "ada")
    grade(running, ada=grade_of(5))
    with gradebook(running) as book:
        for cell, score in (("score_tokenization", 7), ("reflection_1_question", 2)):
            entry = book.find_grade(cell, LAB, LAB, "ada")
            entry.manual_score, entry.needs_manual_grade = score, False
        book.find_comment("score_tokenization", LAB, LAB, "ada").manual_comment = "Well spotted."
        book.db.commit()
    assert grade(running, ada=grade_of(5))["ada"].remarks[-1] == "tokenization: a person's 7 counts, not our 5"
    assert table(running)[0]["ada", "score_tokenization"] == (5, 7, False)
    grade(running, ada=grade_of(6))
    assert table(running)[0]["ada", "score_tokenization"] == (6, 7, True)
    assert table(running)[0]["ada", "reflection_1_question"] == (None, 2, False)
    with gradebook(running) as book:
        assert book.find_submission(LAB, "ada").score == 9
        assert book.find_comment("score_tokenization", LAB, LAB, "ada").comment == "Well spotted."


def test_answers_that_nobody_can_read_get_nothing_until_they_can_be_read(running):
    folder = hand_in(running, "dan")
    (folder / NOTEBOOK).write_text('{"cells": [')
    assert "can not be read" in grade(running, dan=grade_of(1))["dan"].remarks[-1]
    assert table(running)[0]["dan", "reflection_1_question"] == (0, None, False)
    (folder / NOTEBOOK).write_bytes(as_bytes(handed_out()))
    grade(running, dan=grade_of(1))
    assert table(running)[0]["dan", "reflection_1_question"] == (None, None, True)


def test_whatever_happens_to_one_the_others_are_graded(running, monkeypatch, capsys):
    for student in ("ada", "bob", "cy"):
        hand_in(running, student)
    judge = FakeJudge({"ada": grade_of(1), "bob": JudgeFailed("it broke\nin two"), "cy": grade_of(3)})
    monkeypatch.setattr(FreshJudge, "start", lambda self: None)
    monkeypatch.setattr(FreshJudge, "grade", lambda self, folder: judge.grade(folder))
    assert main(["nbgrader", "grade", "--course", str(running)]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "ada: 1 of 90; a note",
        "bob: not graded; JudgeFailed: it broke in two",
        "cy: 3 of 90; a note",
        "the grader failed for 1 of 3; what they had is as before. Again: --student bob",
    ]
    assert {student for student, _ in table(running)[0]} == {"ada", "cy"}
    judge.answers["bob"] = grade_of(2)
    assert main(["nbgrader", "grade", "--course", str(running), "--student", "bob"]) == 0
    assert table(running)[0]["bob", "score_tokenization"][0] == 2


def test_a_late_submission_loses_what_the_course_says_of_the_judges_score(running):
    hand_in(running, "ada")
    (running / "submitted/ada" / LAB / "timestamp.txt").write_text("2026-11-25 12:00:00 UTC")
    (running / SETTINGS).write_text(
        (running / SETTINGS).read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    )
    with gradebook(running) as book:
        book.update_or_create_assignment(LAB, duedate="2026-11-24 12:00:00 UTC")
    grade(running, ada=grade_of(5))
    with gradebook(running) as book:
        submission = book.find_submission(LAB, "ada")
        assert (submission.score, submission.late_submission_penalty) == (5, 5)
    assert (running / "autograded/ada" / LAB / "timestamp.txt").read_text() == "2026-11-25 12:00:00 UTC"


def test_a_timestamp_that_is_none_does_no_harm(running):
    (hand_in(running, "ada") / "timestamp.txt").write_text("yesterday, I think")
    assert grade(running, ada=grade_of(5))["ada"].score == 5


def test_a_comment_is_shown_word_for_word():
    from nbconvert.filters import markdown2html

    text = "✗ a *b* (test)\n    ```\r<script>alert(1)</script> \ud800\0"
    shown = markdown2html(comment_text(text))
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "a *b* (test)\n    ```" in shown
    assert comment_text("plain") == "```\nplain\n```"


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda course: (course / SETTINGS).unlink(), "is no course: it has no nbgrader_config.py; make one with"),
        (lambda course: shutil.rmtree(course / "source"), "write it with `autograder nbgrader build --course"),
        (lambda course: None, "nobody has handed in: there is no folder"),
        (lambda course: hand_in(course, "bob"), "there is nothing of 'ada' at"),
    ],
    ids=["settings", "source", "nobody", "student"],
)
def test_what_is_missing_is_said_in_a_line(course, capsys, prepare, sentence):
    prepare(course)
    student = ["--student", "ada"] if (course / "submitted").exists() else []
    assert main(["nbgrader", "grade", "--course", str(course), *student]) == 2
    message = capsys.readouterr().err
    assert sentence in message and message.count("\n") == 1


def test_a_gradebook_for_another_version_of_the_lab_is_refused(running):
    with gradebook(running) as book:
        book.find_task_cell("score_mlp", LAB, LAB).max_score = 80
        book.db.commit()
    with pytest.raises(CourseError, match=r"other cells or points for lab3 .* generate_assignment lab3 --force"):
        Course(running, LAB).register()


def test_without_nbgrader_the_command_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert main(["nbgrader", "grade"]) == 2
    assert capsys.readouterr().err == (
        "autograder: nbgrader is not installed: pip install 'self-attention-lab[nbgrader]'\n"
    )


FORGE = """
def attack():
    import sqlite3
    try:
        with sqlite3.connect(GRADEBOOK) as book:
            book.execute(
                "update grade set auto_score = 77 where notebook_id in (select submitted_notebook.id from"
                " submitted_notebook join submitted_assignment"
                " on submitted_assignment.id = submitted_notebook.assignment_id where student_id = 'mallory')"
            )
    except Exception:
        pass
"""


def nbgrader(course, *arguments):
    """Run nbgrader's own command in a course."""
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "JUPYTER_CONFIG_DIR": str(course / "none"),
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=course, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def solved(notebook):
    """The released notebook with the solution's code."""
    solution = {cell["id"]: cell for cell in json.loads(reference(CONFIG).submission.notebook)["cells"]}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = solution[cell["id"]]["source"]
    return notebook


def score_of(course, student):
    with gradebook(course) as book:
        return book.find_submission(LAB, student).score


def results_of(folder, out):
    assert main(["grade", str(folder), "--results", str(out)]) == 0
    return {test["number"]: (test["score"], test["output"]) for test in json.loads(out.read_text())["tests"]}


@pytest.mark.slow
def test_the_whole_way_with_nbgrader_itself(course, tmp_path, capsys):
    nbgrader(course, "generate_assignment", LAB)
    release = course / "release" / LAB
    assert prove(release, ASSIGNMENT, QUESTIONS, CONFIG) == []
    assert "MARK SCHEME" not in (release / NOTEBOOK).read_text()
    given = json.loads((release / NOTEBOOK).read_text())
    assert [cell["id"] for cell in given["cells"]] == [cell.id for cell in SOURCE.cells]

    right = reference(CONFIG).submission.files
    (mistake,) = (sample for sample in wrong_samples(CONFIG) if sample.name == "causal_mask/sees_one_ahead")
    code = FORGE.replace("GRADEBOOK", repr(str(course / "gradebook.db")))
    forging = {PurePosixPath("causal_mask.py"): Attack("forge", "", "import", code).module.encode()}
    skipping, complete, damaged = copy.deepcopy(given), solved(copy.deepcopy(given)), solved(copy.deepcopy(given))
    for cell in skipping["cells"]:
        cell["metadata"].setdefault("tags", []).append("skip-execution")
    damage = [change(damaged) for change in (duplicate, delete, lose_metadata_and_id, answer_in_the_question)]

    hand_in(course, "ada", complete, right)
    hand_in(course, "bob", given)
    hand_in(course, "cy", complete, mistake.submission.files)
    (hand_in(course, "dan", given, right) / NOTEBOOK).write_text('{"cells": [')
    hand_in(course, "fay", damaged, right)
    (course / "submitted/gus" / LAB).mkdir(parents=True)
    hand_in(course, "mallory", skipping, forging)
    honest = {"ada": 90, "bob": 0, "cy": 83, "dan": 82, "fay": 90, "gus": 0, "mallory": 1}
    # The mask beside the attack is wrong, but a float tensor of the right shape: one point.

    assert main(["nbgrader", "grade", "--course", str(course)]) == 0
    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert {student: float(line.split(" of 90")[0]) for student, line in said.items()} == honest
    assert said["fay"] == "90 of 90; " + "; ".join(sorted(damage))
    assert "the notebook can not be read" in said["dan"] and "no package found" in said["gus"]
    with gradebook(course) as book:
        for question, (score, output) in results_of(course / "submitted/cy" / LAB, tmp_path / "results.json").items():
            assert book.find_grade(f"score_{question}", LAB, LAB, "cy").score == score
            assert output in book.find_comment(f"score_{question}", LAB, LAB, "cy").comment

    assert "Autograding" in nbgrader(course, "autograde", LAB, "--student", "mallory", "--force")
    assert score_of(course, "mallory") == 77 * len(GRADED)  # in nbgrader's process she can write into the gradebook
    assert main(["nbgrader", "grade", "--course", str(course), "--student", "mallory"]) == 0

    nbgrader(course, "export")
    with open(course / "grades.csv") as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == honest
    nbgrader(course, "generate_feedback", LAB, "--force")
    for student, score in honest.items():
        page = (course / "feedback" / student / LAB / f"{LAB}.html").read_text()
        assert f"(Score: {float(score)} / 100.0)" in page
    page = (course / "feedback/cy" / LAB / f"{LAB}.html").read_text()
    assert "✗" in page and "(Score: 3.0 / 10.0)" in page
