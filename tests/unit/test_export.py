"""Grades as CSV files: what learning systems read, what a person gave, and what is wrong with a file."""

import csv
import io
import json
import re

import pytest
from support.lab import IDS, SETTINGS

from autograder.cli.main import main
from autograder.course.gradebooks.written import written_points
from autograder.lib.errors import GradebookError
from autograder.lib.tables import harmless, read_table

CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Old work (7)\n    Points Possible,,,,,10\n"


def results(lost=(), users=(), **changed):
    """A results file in which these questions got nothing."""
    questions = {
        q.id: {"score": 0 if q.id in lost else q.points, "max_score": q.points, "diagnoses": []}
        for q in SETTINGS.questions
    }
    tests = [
        {"number": "mlp", "visibility": "visible", "output": "=1+1 is what you return"},
        {"number": "mlp", "visibility": "after_published", "output": "HIDDEN"},
    ]
    extra = {"questions": questions | changed, "submission": {"users": list(users)}}
    return json.dumps({"score": 0, "tests": tests, "extra_data": extra})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "ada.json").write_text(results())
    (tmp_path / "results" / "ben.json").write_text(results(lost=["mlp"]))
    return tmp_path


def export(folder, form="plain", *more):
    """Export the folder's results; returns the exit code and the rows by their first cell."""
    out = folder / "new" / "grades.csv"
    sheets = []
    for option, name in (("--manual", "manual.csv"), ("--roster", "roster.csv")):
        sheets += [option, str(folder / name)] if (folder / name).exists() else []
    code = main(["export", str(folder / "results"), *more, "--format", form, "--out", str(out), *sheets])
    if not out.exists():
        return code, {}
    return code, {row[0]: row[1:] for row in csv.reader(io.StringIO(out.read_text(encoding="utf-8")))}


def test_plain_has_a_column_for_each_question_and_totals(folder, capsys):
    code, rows = export(folder)
    assert code == 0 and "2 students" in capsys.readouterr().out
    assert rows["student"] == ["name", *IDS, "total"]
    assert rows["ada"][-1] == "90" and rows["ben"][-1] == "82"
    assert rows["ben"][1 + IDS.index("mlp")] == "0"


def test_canvas_s_header_and_points_come_first(folder):
    _, rows = export(folder, "canvas")
    text = (folder / "new" / "grades.csv").read_text()
    assert text.startswith("Student,ID,SIS User ID,SIS Login ID,Section,lab3 tokenization,lab3 objective,")
    assert text.splitlines()[1] == "    Points Possible,,,,,8,6,8,3,10,16,6,14,6,8,5"
    assert rows["ada"][:4] == ["", "", "ada", ""]


def test_canvas_gets_its_own_students_back(folder, capsys):
    more = '"Lovelace, Ada",11,s1,ada,A,\n"Babbage, Ben",12,s2,BEN,B,\n"Test, Student",13,,,A,\n'
    (folder / "roster.csv").write_text(CANVAS + more, encoding="utf-8-sig")
    code, rows = export(folder, "canvas")
    assert code == 0 and "no results for: Test, Student" in capsys.readouterr().out
    assert rows["Lovelace, Ada"][:5] == ["11", "s1", "ada", "A", "8"]
    assert rows["Babbage, Ben"][:4] == ["12", "s2", "BEN", "B"]
    assert list(rows) == ["Student", "    Points Possible", "Lovelace, Ada", "Babbage, Ben"]


def test_moodle_has_one_identifier_and_feedback_next_to_each_item(folder):
    (folder / "roster.csv").write_text("file;Email address\nada;a@x.org\nben;b@x.org\n")
    (folder / "manual.csv").write_text("student,reflection\nb@x.org,7.5\n")
    _, rows = export(folder, "moodle")
    header = rows["Email address"]
    assert header[:2] == ["lab3 tokenization", "lab3 tokenization feedback"]
    assert rows["a@x.org"][header.index("lab3 mlp feedback")] == "'=1+1 is what you return"
    assert rows["a@x.org"][header.index("lab3 reflection")] == "-"  # Moodle's own mark for no grade
    assert rows["b@x.org"][header.index("lab3 reflection")] == "7.5"
    assert "HIDDEN" not in str(rows)


def test_without_a_roster_moodle_gets_id_numbers(folder):
    _, rows = export(folder, "moodle")
    assert list(rows) == ["ID number", "ada", "ben"]


def test_a_group_on_gradescope_has_a_row_for_each_member(folder):
    users = [{"id": 1, "name": "Cy", "email": "c@x.org"}, {"id": 2, "name": "=HYPERLINK(1)", "email": "d@x.org"}]
    (folder / "results" / "submission_1.json").write_text(results(lost=["mlp"], users=users))
    _, rows = export(folder)
    assert rows["c@x.org"][0] == "Cy" and rows["d@x.org"][0] == "'=HYPERLINK(1)"
    assert rows["c@x.org"][-1] == rows["d@x.org"][-1] == "82"


def test_results_json_is_named_by_its_folder(folder):
    (folder / "results" / "eve").mkdir()
    (folder / "results" / "eve" / "results.json").write_text(results())
    assert export(folder)[1]["eve"][-1] == "90"


def test_a_person_s_points_are_merged_and_missing_ones_stay_blank(folder, capsys):
    (folder / "manual.csv").write_text("student,reflection_1,reflection_2\nADA,2,1.5\nben,,\n")
    code, rows = export(folder)
    assert code == 0 and "note: no points for reflection, left blank: ben\n" in capsys.readouterr().out
    assert rows["student"][-2:] == ["reflection", "total"]
    assert rows["ada"][-2:] == ["3.5", "93.5"] and rows["ben"][-2:] == ["", ""]


def test_without_a_sheet_there_is_no_column_for_a_person_s_points(folder):
    assert "reflection" not in export(folder)[1]["student"]


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        ("student,reflection\nada,5\nzoe,5\n", "line 3: unknown student 'zoe'"),
        ("student,reflection\n\nada,10.5\n", "line 3: 10.5 points for reflection are too many: there are 10"),
        ("student,reflection_1,reflection_2\nada,6,6\n", "line 2: 12 points for reflection are too many"),
        ("student,reflection\nada,good\n", "line 2: reflection is 'good', which is no number"),
        ("student,reflection\nada,nan\n", "line 2: reflection is 'nan', which is no number"),
        ("student,reflection\nada,-1\n", "line 2: reflection is -1: points are not negative"),
        ("student,reflection_1,reflection_2\nada,1,\n", "line 2: reflection_2 is blank, others are not"),
        ("student,reflection\nada,1\nAda,2\n", "line 3: a second line for Ada"),
        ("student,points\nada,1\n", "line 2: give a column `reflection`"),
        ("name,reflection\nada,1\n", "line 1: there is no column `student`; there are: name, reflection"),
        ("", "line 1: there is no column `student`; there are: none"),
        ("student,reflection,reflection\nada,1,2\n", "line 1: two columns have the same name"),
    ],
)
def test_a_bad_line_of_a_sheet_is_named_and_nothing_is_written(folder, capsys, sheet, sentence):
    (folder / "manual.csv").write_text(sheet)
    code, rows = export(folder)
    error = capsys.readouterr().err
    assert code == 2 and rows == {}
    assert f"manual.csv, {sentence}" in error and error.rstrip().endswith("nothing was written")


def test_all_bad_lines_are_named_at_once(folder, capsys):
    (folder / "manual.csv").write_text("student,reflection\nzoe,5\nada,11\n")
    export(folder)
    assert [line.split(":")[1].strip()[-6:] for line in capsys.readouterr().err.splitlines()] == ["line 2", "line 3"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Expecting value"),
        ("[]", "this is no results file"),
        ('{"extra_data": {"questions": []}}', "this is no results file"),
        ('{"extra_data": {"questions": {}}}', "it has no score for tokenization: grade it again"),
        (results(mlp={"score": 99}), "its score for mlp is 99, and should be 0 to 8"),
        (results(mlp={"score": float("nan")}), "its score for mlp is nan"),
        (results(mlp={"score": True}), "its score for mlp is True"),
        (results(mlp={"score": "8"}), "its score for mlp is '8'"),
        (results(users=["x"]), "neither email nor id"),
        ("[" * 100_000, "left out"),
        ("\ud800", "left out"),
    ],
)
def test_a_bad_results_file_is_named_in_one_line_and_costs_nobody_else(folder, capsys, text, sentence):
    (folder / "results" / "cy.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    (folder / "manual.csv").write_text("student,reflection\nada,1\nben,2\ncy,3\n")
    code, rows = export(folder)
    said = capsys.readouterr()
    assert code == 2 and list(rows) == ["student", "ada", "ben"]
    assert len(said.err.splitlines()) == 1 and "cy.json: " in said.err and sentence in said.err
    assert "points for students without results, left out: cy" in said.out


def test_the_same_student_twice_is_said(folder, capsys):
    (folder / "ada.json").write_text(results(lost=["mlp"]))
    code, rows = export(folder, "plain", str(folder / "ada.json"))
    assert code == 2 and rows["ada"][-1] == "90"
    assert "ada is also in" in capsys.readouterr().err


def test_a_student_who_is_not_in_the_roster_is_left_out_and_named(folder, capsys):
    (folder / "roster.csv").write_text(CANVAS + "Ada,11,s1,ada,A,\n")
    code, rows = export(folder, "canvas")
    assert code == 2 and "ben is not in" in capsys.readouterr().err
    assert "Ada" in rows and "ben" not in rows


@pytest.mark.parametrize(
    ("roster", "sentence"),
    [
        ("file,ID\nada,1\nben,1\n", "roster.csv, line 3: '1' is also the ID of an earlier student"),
        ("Name\nada\n", "roster.csv: no student has an identifier"),
    ],
)
def test_a_roster_that_cannot_be_used_says_why(folder, capsys, roster, sentence):
    (folder / "roster.csv").write_text(roster)
    code, rows = export(folder)
    assert code == 2 and rows == {} and sentence in capsys.readouterr().err


def test_missing_files_are_named(folder, capsys):
    out = str(folder / "grades.csv")
    assert main(["export", str(folder / "none"), "--format", "plain", "--out", out]) == 2
    assert f"there are no results at {folder / 'none'}" in capsys.readouterr().err
    (folder / "empty").mkdir()
    assert main(["export", str(folder / "empty"), "--format", "plain", "--out", out]) == 2
    assert "no results could be used" in capsys.readouterr().err
    sheet = str(folder / "no.csv")
    assert main(["export", str(folder / "results"), "--format", "plain", "--out", out, "--manual", sheet]) == 2
    assert "no.csv cannot be read: No such file" in capsys.readouterr().err


def test_a_sheet_in_another_encoding_says_what_to_do(tmp_path):
    (tmp_path / "sheet.csv").write_bytes("student\nJos\xe9\n".encode("latin-1"))
    with pytest.raises(GradebookError, match="save it as CSV in UTF-8"):
        read_table(tmp_path / "sheet.csv")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", " =1", "\r1", '"=1"', "＝1"])
def test_formulas_are_made_harmless(text):
    assert harmless(text) == f"'{text}"
    assert harmless("a=1") == "a=1" and harmless("") == "" and harmless("3-4; 5") == "3-4; 5" and harmless("-") == "-"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "\n", "\r\n"])
@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", " =1", '"=1'])
def test_no_cell_is_a_formula_whatever_separates_them(separator, formula):
    written = harmless(f"Ada{separator}{formula}{separator}{formula}")
    for cell in re.split(r"[,;\t|\r\n]", written):
        assert not cell.strip(' "').startswith(("=", "+", "-", "@"))
    assert written.replace("'", "") == f"Ada{separator}{formula}{separator}{formula}"


def test_points_of_parts_are_summed():
    assert written_points({"student": "ada", "reflection_1": "1", "reflection_2": "0.5"}, SETTINGS.written) == 1.5
    assert written_points({"student": "ada", "reflection": ""}, SETTINGS.written) is None
