"""What people said, in the report and in the batch's notes: written answers as one question of several."""

import json

import pytest
from support.lab import LAB, SETTINGS

from autograder.cli.main import main
from autograder.course.desk.sheet import FORMAT
from autograder.course.regrades.overrides import PEOPLE, Override, add_override
from autograder.course.report.classroom import read_class
from autograder.grading.results.schema import BatchNote, QuestionScore, Results, read_results, write_results

MAXIMA = {question.id: question.points for question in SETTINGS.questions}


@pytest.fixture
def graded(tmp_path):
    """A class of two with all points, and a person who says something else of one."""
    for name in ("ada", "ben"):
        scores = {question: QuestionScore(points, points) for question, points in MAXIMA.items()}
        note = BatchNote(name, "k", "graded", 1, {"submission": "s", "judge": "j"})
        write_results(Results(90, 90, scores, batch=note), tmp_path / "results" / f"{name}.json")
    add_override(tmp_path, Override("ada", SETTINGS.questions[0].id, 1, "<why>", "Tom", "now", 8), SETTINGS)
    return tmp_path


def written(folder, **points):
    read = {name: {"one": {"points": value, "comments": [], "by": ["Ada R."]}} for name, value in points.items()}
    (folder / PEOPLE / "written.json").write_text(json.dumps({
        "format": FORMAT, "question": "x", "asked": [{"cell": "one", "title": "First", "points": 10}],
        "students": read,
    }))  # fmt: skip


def test_the_parts_of_a_result_come_back(graded):
    assert read_results(graded / "results" / "ada.json").batch.parts == {"submission": "s", "judge": "j"}


def test_written_answers_are_a_question_beside_the_others(graded):
    written(graded, ada=7.5, ben=10)
    found = read_class(graded, LAB)
    assert found.questions[-1].id == SETTINGS.written.id and found.max_score == 100
    ada, ben = found.graded
    assert ada.points[SETTINGS.written.id] == 7.5 and ada.points[SETTINGS.questions[0].id] == 1 and ben.score == 100
    assert [case.passed for case in ben.cases[SETTINGS.written.id]] == [True] and found.readers == ("Ada R.",)
    assert found.said == (f"ada, {SETTINGS.questions[0].id}: 1 points, by Tom (tests gave 8): <why>",)


def test_unread_answers_leave_the_question_out_and_are_named(graded):
    written(graded, ada=7.5, ben=None)
    found = read_class(graded, LAB)
    assert len(found.questions) == len(SETTINGS.questions) and "of ben" in found.problems[0]


def test_the_page_and_the_export_say_so(graded, capsys):
    written(graded, ada=7.5, ben=10)
    (graded / "roster.csv").write_text("ID number,file\n1,ada\n2,ben\n3,zoe\n")
    (graded / PEOPLE / "adjustments.csv").write_text("student,factor,points,reason\nben,0.9,,late\n")
    lab, out = ["--lab", str(LAB.root)], str(graded / "plain.csv")
    assert main([*lab, "report", str(graded), "--roster", str(graded / "roster.csv")]) == 0
    page = (graded / "report.html").read_text()
    assert "&lt;why&gt;" in page and "read by Ada R." in page and "Not handed in" in page
    assert "not handed in: zoe" in capsys.readouterr().out
    assert main([*lab, "report", str(graded), "--hide-names", "--out", str(graded / "hidden.html")]) == 0
    assert "why" not in (graded / "hidden.html").read_text()
    assert main([*lab, "export", str(graded / "results"), "--format", "plain", "--out", out]) == 0
    header, ada, ben = [line.split(",") for line in (graded / "plain.csv").read_text().splitlines()]
    assert header[-3:] == [SETTINGS.written.id, "adjustment", "total"]
    assert ada[-3:] == ["7.5", "0", "90.5"] and ben[-3:] == ["10", "-10", "90"]
