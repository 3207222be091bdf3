"""The course for nbgrader: its source, damaged notebooks, the gradebook, and all of it with the real nbgrader."""

import copy
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import Future
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from support.attacks import Attack
from support.lab import LAB, SETTINGS, mistaken, starter
from support.lab import reference as right
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.grade import CaseResult, Grade, QuestionResult
from autograder.lib.errors import CourseError, JudgeFailed, ReleaseError

api = lazy("nbgrader.api")
apps = lazy("nbgrader.apps")
courses = lazy("autograder.platforms.nbgrader.course")
formats = lazy("nbgrader.nbgraderformat")
grades = lazy("autograder.platforms.nbgrader.grades")
leaking = lazy("autograder.authoring.release.leaks")
nbformat = lazy("nbformat")
notebooks = lazy("autograder.platforms.nbgrader.notebook")

pytestmark = pytest.mark.slow

NAME, NOTEBOOK = "lab3", "lab3.ipynb"
CONFIG_FILE = "nbgrader_config.py"
MARKER = PurePosixPath("student.py")


@cache
def source():
    """The notebook of the course's source."""
    return courses.source_notebook(LAB)


@cache
def graded():
    """Its cells with points, by name."""
    return notebooks.graded_cells(source())


def handed_out():
    """The notebook as `nbgrader generate_assignment` releases it, as plain data."""
    notebook = json.loads(nbformat.writes(source()))
    for cell in notebook["cells"]:
        cell["source"] = notebooks.released("".join(cell["source"]))
    return notebook


def as_bytes(notebook):
    return json.dumps(notebook).encode()


def cell_of(notebook, name):
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def test_every_point_is_in_a_locked_task_cell_that_has_its_name_as_id():
    assert sum(cell.metadata["nbgrader"]["points"] for cell in graded().values()) == 100
    assert [name for name in graded() if name.startswith("score_")] == [
        cell.id for cell in source().cells if cell.id in {f"score_{question.id}" for question in SETTINGS.questions}
    ]
    for name, cell in graded().items():
        assert cell.id == cell.metadata["name"] == cell.metadata["nbgrader"]["grade_id"] == name
        assert cell.metadata["nbgrader"]["locked"] and cell.cell_type == "markdown"
    assert len({cell.id for cell in source().cells}) == len(source().cells)
    nbformat.validate(source())
    formats.MetadataValidator().validate_nb(source())


def test_the_rubric_is_the_mark_scheme_and_is_not_released():
    asked = graded()["reflection_2_question"].source
    assert "(2 points)" in asked and "the mask keeps a token from copying it" in asked and "| has it | 2 |" in asked
    assert "What is the causal mask for?" in notebooks.released(asked)
    assert "copying" not in notebooks.released(asked) and "MARK SCHEME" not in notebooks.released(asked)


def test_a_rubric_that_does_not_fit_is_refused():
    with pytest.raises(ReleaseError, match="5 written answers, and the rubric is for 1"):
        notebooks.with_graded_cells(starter_notebook(), SETTINGS, "## 1. Only one\n\n- **Core**: it\n")
    assert notebooks.mark_schemes("| level |\n\n## 1. A\n\nfirst\n\n## 2. B\n\nsecond\n") == [
        "first\n\n| level |", "second\n\n| level |",
    ]  # fmt: skip


def starter_notebook():
    return nbformat.reads(starter().notebook.decode(), as_version=4)


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    courses.build(LAB, course)
    return course


@pytest.fixture
def course(built, tmp_path):
    return shutil.copytree(built, tmp_path / "course")


def test_building_again_gives_the_same_bytes_and_keeps_what_is_not_of_the_build(course):
    (course / CONFIG_FILE).write_text((course / CONFIG_FILE).read_text() + 'c.CourseDirectory.course_id = "cs376"\n')
    first = snapshot(course)
    (course / "source" / NAME / "left_over.py").write_text("")
    (course / "gradebook.db").write_text("precious")
    courses.build(LAB, course)
    (course / "gradebook.db").unlink()
    assert snapshot(course) == first


def test_settings_that_lack_something_come_with_what_to_add(course, capsys):
    settings = (course / CONFIG_FILE).read_text()
    (course / CONFIG_FILE).write_text(settings.replace('"lab3/mlp.py", ', "").replace("__never__", "skip-execution"))
    before = snapshot(course)
    assert main(["nbgrader", "build", "--course", str(course)]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1 and "add: c.Autograde.exclude_overwriting" in message
    assert '; c.Execute.skip_cells_with_tag = "__never__"' in message and "OverwriteCells" not in message
    assert snapshot(course) == before


def test_settings_that_cannot_be_run_are_named(course, capsys):
    (course / CONFIG_FILE).write_text("c = get_config(\n")
    assert main(["nbgrader", "build", "--course", str(course)]) == 2
    assert f"{CONFIG_FILE} cannot be run (SyntaxError" in capsys.readouterr().err


def test_a_course_that_would_leak_is_not_written(course, monkeypatch):
    before = snapshot(course)
    monkeypatch.setattr("autograder.platforms.nbgrader.course.leaks", lambda *given: ["lab3.ipynb: the solution `x`"])
    with pytest.raises(ReleaseError, match=r"the course would leak: lab3\.ipynb: the solution"):
        courses.build(LAB, course)
    assert snapshot(course) == before


def assert_nbgrader_can_take(notebook):
    nbformat.validate(notebook)
    formats.MetadataValidator().validate_nb(notebook)
    found = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(cell.metadata["nbgrader"]["grade_id"] for cell in found) == sorted(graded())
    assert all(cell.source == graded()[cell.metadata["nbgrader"]["grade_id"]].source for cell in found)


def test_an_undamaged_notebook_comes_back_as_it_was_without_outputs():
    notebook = handed_out()
    cell_of(notebook, "imports")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "<script>"}]
    repaired = notebooks.repair(source(), as_bytes(notebook))
    assert repaired.damage == () and repaired.readable
    assert [cell.id for cell in repaired.notebook.cells] == [cell.id for cell in source().cells]
    assert [cell.source for cell in repaired.notebook.cells] == [cell.source for cell in source().cells]
    assert "<script>" not in nbformat.writes(repaired.notebook)
    assert_nbgrader_can_take(repaired.notebook)


def duplicate(notebook):
    copied = dict(cell_of(notebook, "score_mlp"), id="copied")
    notebook["cells"] += [copied, dict(copied, id="again")]
    return "score_mlp occurs 3 times, and is graded once"


def delete(notebook):
    notebook["cells"].remove(cell_of(notebook, "score_attention"))
    return "score_attention was deleted, and was restored"


def lose_metadata(notebook):
    cell_of(notebook, "score_training")["metadata"] = {}
    return "score_training had lost its metadata, which was restored"


def lose_metadata_and_id(notebook):
    cell_of(notebook, "score_training").update(metadata={}, id="b2c4")
    return "score_training had lost its metadata, which was restored"


def answer_in_the_question(notebook):
    cell_of(notebook, "reflection_3_question")["source"] = "Because a sum has no order."
    return "reflection_3_question was changed, and restored above the student's text"


def delete_a_todo_cell(notebook):
    notebook["cells"].remove(cell_of(notebook, "mlp_hidden"))
    return "mlp_hidden is missing, and is graded like that"


def duplicate_a_todo_cell(notebook):
    notebook["cells"].append(dict(cell_of(notebook, "mlp_next"), id="copied"))
    return "mlp_next occurs 2 times, and is graded like that"


DAMAGES = (
    duplicate, delete, lose_metadata, lose_metadata_and_id, answer_in_the_question, delete_a_todo_cell,
    duplicate_a_todo_cell,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_repaired_and_reported_by_name(damage):
    notebook = handed_out()
    sentence = damage(notebook)
    repaired = notebooks.repair(source(), as_bytes(notebook))
    assert repaired.damage == (sentence,)
    assert_nbgrader_can_take(repaired.notebook)


def test_a_deleted_cell_comes_back_to_its_place():
    notebook = handed_out()
    delete(notebook)
    repaired = notebooks.repair(source(), as_bytes(notebook)).notebook
    assert [cell.id for cell in repaired.cells] == [cell.id for cell in source().cells]


def test_an_answer_in_the_wrong_place_is_kept_for_the_person_who_marks():
    notebook = handed_out()
    answer_in_the_question(notebook)
    cells = notebooks.repair(source(), as_bytes(notebook)).notebook.cells
    place = [cell.id for cell in cells].index("reflection_3_question")
    assert cells[place + 1].source == "Because a sum has no order."


@pytest.mark.parametrize(
    "data",
    [None, b"", b'{"cells": [', b"[]", b'{"cells": 3}', b'{"cells": [3]}', b"\xff\xfe\x00", b"[" * 100_000],
    ids=lambda data: repr(data)[:20],
)
def test_where_nothing_can_be_read_the_notebook_is_that_of_the_source(data):
    repaired = notebooks.repair(source(), data)
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
    repaired = notebooks.repair(source(), as_bytes(notebook)).notebook
    assert_nbgrader_can_take(repaired)
    nbformat.writes(repaired).encode()


def grade_of(score, message=""):
    """A grade with this score in the first question, and nothing in the others."""
    questions = []
    for number, question in enumerate(SETTINGS.questions):
        points = score if number == 0 else 0
        cases = (
            CaseResult("what is right", points, False, True),
            CaseResult("what is wrong", question.points - points, True, False, message),
        )
        questions.append(QuestionResult(question.id, question.title, question.points, cases))
    return Grade(tuple(questions), notes=("a note",))


class FakePool:
    """Gives a grade, or raises, by the student's name in a file of the submission."""

    slots = 1
    losses = (JudgeFailed,)

    def __init__(self, answers):
        self.answers = answers

    def show(self, submission, earlier=None):
        future = Future()
        future.set_result("shown")
        return future

    def finish(self, read, shown, then):
        assert shown == "shown"
        answer, future = self.answers[read().files[MARKER].decode()], Future()
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(then(answer))
        return future

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


def hand_in(course, student, notebook=None, files=None):
    """Put a submission where `nbgrader collect` would."""
    folder = course / "submitted" / student / NAME
    shutil.copytree(course / "source" / NAME, folder)
    (folder / NOTEBOOK).write_bytes(as_bytes(notebook or handed_out()))
    (folder / NAME / MARKER).write_text(student)
    for path, data in (files or {}).items():
        (folder / NAME / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def registered(built, tmp_path_factory):
    """A course whose gradebook is there: making one takes nbgrader a second."""
    made = shutil.copytree(built, tmp_path_factory.mktemp("registered") / "course")
    grades.Course(LAB, made, NAME).register()
    return made


@pytest.fixture
def running(registered, tmp_path):
    return shutil.copytree(registered, tmp_path / "course")


def grade(course, **answers):
    opened = grades.Course(LAB, course, NAME)
    opened.register()
    return {o.student: o for o in grades.grade_students(opened, FakePool(answers), opened.students(list(answers)))}


def gradebook(course):
    return api.Gradebook(f"sqlite:///{course}/gradebook.db")


def table(course):
    """What the gradebook says: student and cell -> score and whether a person has to look, and the comments."""
    query = """select student_id, name, auto_score, manual_score, needs_manual_grade from grade
        join base_cell on base_cell.id = cell_id join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
    with sqlite3.connect(course / "gradebook.db") as book:
        scores = {tuple(row[:2]): row[2:] for row in book.execute(query)}
        return scores, sorted(book.execute("select auto_comment from comment where auto_comment is not null"))


def test_scores_and_comments_are_written_and_again_makes_no_difference(running):
    hand_in(running, "ada")
    outcome = grade(running, ada=grade_of(5, "Look at `this` & <b>that</b>."))["ada"]
    assert (outcome.score, outcome.max_score, outcome.remarks) == (5, 90, ("a note",))
    scores, comments = table(running)
    assert scores["ada", "score_tokenization"] == (5, None, False) and scores["ada", "score_mlp"] == (0, None, False)
    assert scores["ada", "reflection_1_question"] == (None, None, True)
    assert len(comments) == 11 and any(
        "a note\n✓ what is right (test, 5 of 5)\n✗ what is wrong (hidden test, 0 of 3)\n    Look at `this`" in text
        for (text,) in comments
    )
    before = table(running), snapshot(running / "autograded")
    grade(running, ada=grade_of(5, "Look at `this` & <b>that</b>."))
    assert (table(running), snapshot(running / "autograded")) == before
    opened = grades.Course(LAB, running, NAME)
    shown = apps.NbGraderAPI(opened.directory, config=opened.settings).get_submission(
        NAME, "ada"
    )  # what the formgrader shows
    assert (shown["autograded"], shown["score"], shown["needs_manual_grade"]) == (True, 5, True)


def test_what_a_person_gave_counts_and_is_to_be_looked_at_when_our_score_changes(running):
    hand_in(running, "ada")
    grade(running, ada=grade_of(5))
    with gradebook(running) as book:
        for cell, score in (("score_tokenization", 7), ("reflection_1_question", 2)):
            entry = book.find_grade(cell, NAME, NAME, "ada")
            entry.manual_score, entry.needs_manual_grade = score, False
        book.find_comment("score_tokenization", NAME, NAME, "ada").manual_comment = "Well spotted."
        book.db.commit()
    assert grade(running, ada=grade_of(5))["ada"].remarks[-1] == "tokenization: a person's 7 counts, not our 5"
    assert table(running)[0]["ada", "score_tokenization"] == (5, 7, False)
    grade(running, ada=grade_of(6))
    assert table(running)[0]["ada", "score_tokenization"] == (6, 7, True)
    assert table(running)[0]["ada", "reflection_1_question"] == (None, 2, False)
    with gradebook(running) as book:
        assert book.find_submission(NAME, "ada").score == 9
        assert book.find_comment("score_tokenization", NAME, NAME, "ada").comment == "Well spotted."


def test_answers_that_nobody_can_read_get_nothing_until_they_can_be_read(running):
    folder = hand_in(running, "dan")
    (folder / NOTEBOOK).write_text('{"cells": [')
    assert "cannot be read" in grade(running, dan=grade_of(1))["dan"].remarks[-1]
    assert table(running)[0]["dan", "reflection_1_question"] == (0, None, False)
    (folder / NOTEBOOK).write_bytes(as_bytes(handed_out()))
    grade(running, dan=grade_of(1))
    assert table(running)[0]["dan", "reflection_1_question"] == (None, None, True)


def test_whatever_happens_to_one_the_others_are_graded(running, monkeypatch, capsys):
    for student in ("ada", "bob", "cy"):
        hand_in(running, student)
    pool = FakePool({"ada": grade_of(1), "bob": JudgeFailed("it broke\nin two"), "cy": grade_of(3)})
    monkeypatch.setattr("autograder.grading.judge.pool.JudgePool", lambda *settings, **more: pool)
    assert main(["nbgrader", "grade", "--course", str(running)]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "ada: 1 of 90; a note",
        "bob: not graded; JudgeFailed: it broke in two",
        "cy: 3 of 90; a note",
        "the grader failed for 1 of 3; what they had is unchanged. Again: --student bob",
    ]
    assert {student for student, _ in table(running)[0]} == {"ada", "cy"}
    pool.answers["bob"] = grade_of(2)
    assert main(["nbgrader", "grade", "--course", str(running), "--student", "bob"]) == 0
    assert table(running)[0]["bob", "score_tokenization"][0] == 2


def test_a_late_submission_loses_what_the_course_says_of_the_judges_score(running):
    hand_in(running, "ada")
    (running / "submitted/ada" / NAME / "timestamp.txt").write_text("2026-11-25 12:00:00 UTC")
    (running / CONFIG_FILE).write_text(
        (running / CONFIG_FILE).read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    )
    with gradebook(running) as book:
        book.update_or_create_assignment(NAME, duedate="2026-11-24 12:00:00 UTC")
    grade(running, ada=grade_of(5))
    with gradebook(running) as book:
        submission = book.find_submission(NAME, "ada")
        assert (submission.score, submission.late_submission_penalty) == (5, 5)
    assert (running / "autograded/ada" / NAME / "timestamp.txt").read_text() == "2026-11-25 12:00:00 UTC"


def test_a_timestamp_that_is_none_does_no_harm(running):
    (hand_in(running, "ada") / "timestamp.txt").write_text("yesterday, I think")
    assert grade(running, ada=grade_of(5))["ada"].score == 5


def test_a_comment_is_shown_word_for_word():
    from nbconvert.filters import markdown2html

    text = "✗ a *b* (test)\n    ```\r<script>alert(1)</script> \ud800\0"
    shown = markdown2html(grades.comment_text(text))
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "a *b* (test)\n    ```" in shown
    assert grades.comment_text("plain") == "```\nplain\n```"


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda course: (course / CONFIG_FILE).unlink(), "is no course: it has no nbgrader_config.py; make one with"),
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
        book.find_task_cell("score_mlp", NAME, NAME).max_score = 80
        book.db.commit()
    with pytest.raises(CourseError, match=r"other cells or points for lab3 .* generate_assignment lab3 --force"):
        grades.Course(LAB, running, NAME).register()


def test_without_nbgrader_the_command_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr("autograder.lib.extras.is_installed", lambda name: name != "nbgrader")
    assert main(["nbgrader", "grade"]) == 2
    needs = "autograder: `autograder nbgrader grade` needs nbgrader, which is not installed"
    assert capsys.readouterr().err == f"{needs}: pip install 'nbgrader==0.9.6'\n"


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
    solution = {cell["id"]: cell for cell in json.loads(right().notebook)["cells"]}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = solution[cell["id"]]["source"]
    return notebook


def score_of(course, student):
    with gradebook(course) as book:
        return book.find_submission(NAME, student).score


def results_of(folder, out):
    assert main(["grade", str(folder), "--results", str(out)]) == 0
    return {test["number"]: (test["score"], test["output"]) for test in json.loads(out.read_text())["tests"]}


def test_the_whole_way_with_nbgrader_itself(course, tmp_path, capsys):
    nbgrader(course, "generate_assignment", NAME)
    release = course / "release" / NAME
    assert leaking.leaks(release, LAB) == []
    assert "MARK SCHEME" not in (release / NOTEBOOK).read_text()
    given = json.loads((release / NOTEBOOK).read_text())
    assert [cell["id"] for cell in given["cells"]] == [cell.id for cell in source().cells]

    solution = right().files
    code = FORGE.replace("GRADEBOOK", repr(str(course / "gradebook.db")))
    forging = {PurePosixPath("causal_mask.py"): Attack("forge", "", "import", code).module.encode()}
    skipping, complete, damaged = copy.deepcopy(given), solved(copy.deepcopy(given)), solved(copy.deepcopy(given))
    for cell in skipping["cells"]:
        cell["metadata"].setdefault("tags", []).append("skip-execution")
    damage = [change(damaged) for change in (duplicate, delete, lose_metadata_and_id, answer_in_the_question)]

    hand_in(course, "ada", complete, solution)
    hand_in(course, "bob", given)
    hand_in(course, "cy", complete, mistaken("causal_mask/sees_one_ahead").files)
    (hand_in(course, "dan", given, solution) / NOTEBOOK).write_text('{"cells": [')
    hand_in(course, "fay", damaged, solution)
    (course / "submitted/gus" / NAME).mkdir(parents=True)
    hand_in(course, "mallory", skipping, forging)
    honest = {"ada": 90, "bob": 0, "cy": 83, "dan": 82, "fay": 90, "gus": 0, "mallory": 0.5}
    # The mask next to the attack is wrong, but a float tensor of the right shape: half a point.

    assert main(["nbgrader", "grade", "--course", str(course)]) == 0
    said = dict(line.split(": ", 1) for line in capsys.readouterr().out.splitlines())
    assert {student: float(line.split(" of 90")[0]) for student, line in said.items()} == honest
    assert said["fay"] == "90 of 90; " + "; ".join(sorted(damage))
    assert "the notebook cannot be read" in said["dan"] and "no package found" in said["gus"]
    with gradebook(course) as book:
        for question, (score, output) in results_of(course / "submitted/cy" / NAME, tmp_path / "results.json").items():
            assert book.find_grade(f"score_{question}", NAME, NAME, "cy").score == score
            assert output in book.find_comment(f"score_{question}", NAME, NAME, "cy").comment

    assert "Autograding" in nbgrader(course, "autograde", NAME, "--student", "mallory", "--force")
    assert score_of(course, "mallory") == 77 * len(graded())  # in nbgrader's process she can write into the gradebook
    assert main(["nbgrader", "grade", "--course", str(course), "--student", "mallory"]) == 0

    nbgrader(course, "export")
    with open(course / "grades.csv") as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == honest
    nbgrader(course, "generate_feedback", NAME, "--force")
    for student, score in honest.items():
        page = (course / "feedback" / student / NAME / f"{NAME}.html").read_text()
        assert f"(Score: {float(score)} / 100.0)" in page
    page = (course / "feedback/cy" / NAME / f"{NAME}.html").read_text()
    assert "✗" in page and "(Score: 3.0 / 10.0)" in page
