"""Grades as CSV: what learning systems import, and what is said about files that can not be used."""

import csv
import json

import pytest

from autograder.cli import main
from autograder.config import load_config

CONFIG = load_config()
IDS = [question.id for question in CONFIG.questions]


def result(path, score=1.0, **extra):
    questions = {name: {"score": score, "max_score": 8, "diagnoses": []} for name in IDS}
    path.write_text(json.dumps({"score": 11 * score, "extra_data": {"questions": questions, **extra}}))


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    result(folder / "ada.json", 2.5)
    result(folder / "ben.json", 0)
    return folder


def export(*arguments):
    return main(["export", *map(str, arguments)])


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_a_plain_table_has_each_question_and_no_zero_for_what_nobody_graded(results, tmp_path, capsys):
    assert export(results, "--out", tmp_path / "out.csv") == 0
    header, ada, ben = table(tmp_path / "out.csv")
    assert header == ["student", *IDS, "reflection", "total"]
    assert ada == ["ada", *["2.5"] * 11, "", "27.5"] and ben == ["ben", *["0"] * 11, "", "0"]
    assert "left blank: ada, ben" in capsys.readouterr().out


def test_a_sheet_of_points_is_merged(results, tmp_path, capsys):
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("\ufeffstudent,q1,q2,q3,q4,q5\nada,2,1.5,2,1,2\nben,2,,0,0,0\n", encoding="utf-8")
    assert export(results, "--out", tmp_path / "out.csv", "--manual", sheet) == 0
    _, ada, ben = table(tmp_path / "out.csv")
    assert ada[-2:] == ["8.5", "36"] and ben[-2:] == ["", "0"]
    assert "left blank: ben" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("student,points\neve,3\n", "line 2: there are no results of 'eve'"),
        ("student,points\nada,11\n", "line 2: 11 points, but reflection has 0 to 10"),
        ("student,points\nada,-1\n", "line 2: -1 points"),
        ("student,points\nada,nan\n", "line 2: nan points"),
        ("student,a,b\nada,6,6\n", "line 2: 12 points"),
        ("student,points\nben,2\nada,many\n", "line 3: could not convert string to float: 'many'"),
        ("student,points\nada,1\nada,2\n", "line 3: ada has a line already"),
        ("name,points\nada,1\n", "there is no column 'student'"),
        ("", "there is no column 'student'"),
    ],
)
def test_a_wrong_sheet_is_refused_with_its_line(results, tmp_path, capsys, text, sentence):
    (tmp_path / "sheet.csv").write_text(text)
    assert export(results, "--out", tmp_path / "out.csv", "--manual", tmp_path / "sheet.csv") == 2
    assert sentence in capsys.readouterr().err and not (tmp_path / "out.csv").exists()


def test_canvas_gets_its_own_columns_back_with_the_points_possible(results, tmp_path, capsys):
    (tmp_path / "canvas.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Essay (12)\n"
        "    Points Possible,,,,,5\n"
        '"Lovelace, Ada",17,s1,ada,Monday,4\n'
    )
    arguments = [results, "--out", tmp_path / "out.csv", "--format", "canvas", "--roster", tmp_path / "canvas.csv"]
    assert export(*arguments) == 2  # ben is not in it
    assert "ben is not in" in capsys.readouterr().err
    header, possible, ada, _ = table(tmp_path / "out.csv")
    assert header[:7] == [
        "Student",
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "Section",
        "lab3: tokenization",
        "lab3: objective",
    ]
    assert possible[0].strip() == "Points Possible" and sum(map(float, possible[5:])) == 100
    assert ada == ["Lovelace, Ada", "17", "s1", "ada", "Monday", *["2.5"] * 11, ""]


def test_moodle_gets_a_column_that_identifies_students(results, tmp_path):
    (tmp_path / "roster.csv").write_text("login,ID number\nada,4711\nben,4712\n")
    arguments = [results, "--out", tmp_path / "out.csv", "--format", "moodle"]
    assert export(*arguments) == 0
    assert [line[0] for line in table(tmp_path / "out.csv")] == ["Email address", "ada", "ben"]
    assert export(*arguments, "--roster", tmp_path / "roster.csv", "--key", "login") == 0
    assert [line[0] for line in table(tmp_path / "out.csv")] == ["ID number", "4711", "4712"]


def test_a_group_on_gradescope_is_a_line_for_each_member(tmp_path):
    users = [{"email": "ada@school.example"}, {"email": "ben@school.example"}, {"email": None}]
    result(tmp_path / "r.json", submission={"users": users})
    assert export(tmp_path / "r.json", "--out", tmp_path / "out.csv") == 0
    assert [line[0] for line in table(tmp_path / "out.csv")[1:]] == ["ada@school.example", "ben@school.example"]


def test_files_that_are_no_results_are_named_and_stop_nobody(results, tmp_path, capsys):
    for name, text in {"cut": '{"score": 3', "list": "[]", "other": '{"extra_data": {"questions": {}}}'}.items():
        (results / f"{name}.json").write_text(text)
    (results / "bytes.json").write_bytes(b"\xff\xfe")
    assert export(results, results / "ada.json", results / "none.json", "--out", tmp_path / "out.csv") == 2
    lines = capsys.readouterr().err.strip().split("\n")
    assert len(lines) == 6 and all(line.startswith("autograder: ") and ".json" in line for line in lines)
    assert len(table(tmp_path / "out.csv")) == 3


def test_a_name_is_never_a_formula(results, tmp_path):
    result(results / "=cmd|calc.json")
    assert export(results, "--out", tmp_path / "out.csv") == 0
    assert table(tmp_path / "out.csv")[1][0] == "'=cmd|calc"


def test_nothing_to_export_is_one_line(tmp_path, capsys):
    assert export(tmp_path, "--out", tmp_path / "out.csv") == 2
    assert "no results" in capsys.readouterr().err
