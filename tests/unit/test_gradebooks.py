"""From a platform's download to its upload: who is who, and files that importers take.

The rosters are as the platforms export them; the modules of `autograder/course/gradebooks/` name the sources.
"""

import csv
import io
import json
import zipfile

import pytest
from support.lab import SETTINGS

from autograder.cli.main import main

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Lab 3 (4711),Final Points\n"
    "    Points Possible,,,,,100,(read only)\n"
    '"Lovelace, Ada",11,s1,ada@x.org,A,,\n'
    '"Núñez, Fé",12,s2,fe@x.org,A,,\n'
    '"Student, Test",13,,abc,A,,\n'
)
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\n"
    'Participant 11,Ada Lovelace,ada@x.org,Submitted,,100.00,Yes,"Friday, 27 November 2026, 1:00 AM",-,\n'
    "Participant 12,Fé Núñez,fe@x.org,Submitted,,100.00,Yes,-,-,\n"
    "Participant 13,Test Student,t@x.org,No submission,,100.00,Yes,-,-,\n"
)
BRIGHTSPACE = (
    "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n"
    "#9001,#ada,Lovelace,Ada,ada@x.org,#\n#9002,#fe,Núñez,Fé,fe@x.org,#\n#9003,#test,Student,Test,t@x.org,#\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Lab, part 3 [Total Pts: 90 Score] |12345"\n'
    '"Lovelace"\t"Ada"\t"ada"\t"9001"\t""\n"Núñez"\t"Fé"\t"fe"\t"9002"\t""\n"Student"\t"Test"\t"test"\t"9003"\t""\n'
)


class Class:
    """A folder with what a batch writes, and what a platform says of the students."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("results", "feedback"):
            (folder / name).mkdir()

    def add(self, name, lost=(), users=(), status="graded", output="", failure=""):
        questions = {
            q.id: {"score": 0 if q.id in lost or status != "graded" else q.points, "max_score": q.points}
            for q in SETTINGS.questions
        }
        tests = [{"number": "mlp", "visibility": "visible", "output": 'Use <b> "ReLU"\n=1+1'}]
        batch = {"name": name, "key": "k", "status": status, "attempts": 1}
        extra = {"questions": questions, "submission": {"users": list(users)}, "batch": batch, "failure": failure}
        results = {"score": 0, "output": output, "tests": tests, "extra_data": extra}
        (self.folder / "results" / f"{name}.json").write_text(json.dumps(results), encoding="utf-8")
        (self.folder / "feedback" / f"{name}.html").write_text(f"<p>{name}", encoding="utf-8")

    def export(self, form, *more, roster="", encoding="utf-8"):
        out = self.folder / "out.csv"
        out.unlink(missing_ok=True)
        arguments = ["export", str(self.folder / "results"), "--format", form, "--out", str(out), *map(str, more)]
        if roster:
            (self.folder / "roster.csv").write_bytes(roster.encode(encoding))
            arguments += ["--roster", str(self.folder / "roster.csv")]
        code = main(arguments)
        text = out.read_text(encoding="utf-8") if out.exists() else ""
        return code, list(csv.reader(io.StringIO(text)))


@pytest.fixture
def of_canvas(tmp_path):
    """As `autograder batch` leaves a download from Canvas: ids and squashed names."""
    course = Class(tmp_path)
    course.add("lovelaceada_11", users=[{"id": "11", "name": "lovelaceada"}])
    course.add("nunezfe_12", lost=["mlp"], users=[{"id": "12", "name": "nunezfe"}])
    return course


@pytest.fixture
def of_moodle(tmp_path):
    course = Class(tmp_path)
    course.add("Ada Lovelace_11", users=[{"id": "11", "name": "Ada Lovelace"}])
    course.add("Fé Núñez_12", lost=["mlp"], users=[{"id": "12", "name": "Fé Núñez"}])
    return course


def test_canvas_students_are_found_by_the_id_in_their_files(of_canvas, capsys):
    code, rows = of_canvas.export("canvas", roster=CANVAS)
    assert code == 0 and "note: no results for: Student, Test\n" in capsys.readouterr().out
    assert [row[:5] for row in rows[2:]] == [
        ["Lovelace, Ada", "11", "s1", "ada@x.org", "A"],
        ["Núñez, Fé", "12", "s2", "fe@x.org", "A"],
    ]
    assert rows[0][5] == "lab3 tokenization" and rows[3][7] == "0"


def test_one_column_of_an_assignment_that_canvas_has_already(of_canvas, capsys):
    code, rows = of_canvas.export("canvas", "--column", "Lab 3 (4711)", roster=CANVAS)
    assert code == 0 and "Lab 3 (4711) has 100 points on the platform, and 90 here" in capsys.readouterr().out
    assert [row[5:] for row in rows] == [["Lab 3 (4711)"], ["100"], ["90"], ["82"]]
    assert of_canvas.export("canvas", "--total", roster=CANVAS)[1][0][5:] == ["lab3"]


def test_a_worksheet_of_moodle_goes_back_as_it_came_with_grades_and_comments(of_moodle, capsys):
    code, rows = of_moodle.export("moodle-worksheet", roster="\ufeff" + WORKSHEET)
    assert code == 0 and "no results for: Test Student" in capsys.readouterr().out
    assert rows[0] == next(csv.reader([WORKSHEET.split("\n")[0]]))
    assert rows[1][0] == "Participant 11" and rows[1][4:6] == ["90", "100.00"]
    assert rows[1][-1].startswith("A language model") and '&lt;b&gt; "ReLU"<br>' in rows[1][-1]
    assert rows[2][:2] == ["Participant 12", "Fé Núñez"] and rows[2][4] == "82" and len(rows) == 3


def test_a_worksheet_in_another_language_needs_the_name_of_one_column(of_moodle, capsys):
    titles = ["ID", "Vollständiger Name", "E-Mail-Adresse", "Status", "Bewertung"]
    german = WORKSHEET.replace("Participant ", "Teilnehmer/in").replace(
        "Identifier,Full name,Email address,Status,Grade,", ",".join(titles) + ","
    )
    code, rows = of_moodle.export("moodle-worksheet", roster=german)
    assert code == 2 and "--column names the one for grades in another language" in capsys.readouterr().err
    code, rows = of_moodle.export("moodle-worksheet", "--column", "Bewertung", roster=german)
    assert code == 0 and rows[0][:5] == titles and rows[1][0] == "Teilnehmer/in11" and rows[1][4] == "90"


def test_moodle_would_pass_over_grades_above_the_maximum(of_moodle, capsys):
    code, rows = of_moodle.export("moodle-worksheet", roster=WORKSHEET.replace("100.00", '"80,00"'))
    assert code == 2 and rows == []
    assert "has 90 points, and Moodle takes 80,00 at most: set the assignment's maximum" in capsys.readouterr().err
    assert of_moodle.export("moodle-worksheet")[0] == 2
    assert "a worksheet needs --roster" in capsys.readouterr().err


def test_moodle_s_gradebook_finds_students_by_name_since_a_participant_s_number_is_no_id_number(of_moodle, capsys):
    roster = "First name;Surname;ID number;Email address\nFé;Núñez;11;fe@x.org\nAda;Lovelace;77;ada@x.org\n"
    code, rows = of_moodle.export("moodle", "--total", roster=roster)
    assert code == 0
    assert [row[:2] for row in rows] == [["Email address", "lab3"], ["ada@x.org", "90"], ["fe@x.org", "82"]]


def test_brightspace_has_ids_points_and_the_end_of_each_line(tmp_path):
    course = Class(tmp_path)
    course.add("Ada Lovelace_1-5", users=[{"id": "1-5", "name": "Ada Lovelace"}])
    course.add("Fé Núñez_2-5", lost=["mlp"], users=[{"id": "2-5", "name": "Fé Núñez"}])
    code, rows = course.export("brightspace", "--total", roster=BRIGHTSPACE)
    assert code == 0
    assert rows == [
        ["OrgDefinedId", "Username", "lab3 Points Grade", "End-of-Line Indicator"],
        ["#9001", "#ada", "90", "#"],
        ["#9002", "#fe", "82", "#"],
    ]
    assert course.export("brightspace", roster=BRIGHTSPACE)[1][0][2] == "lab3 tokenization Points Grade"
    title = "Lab Points Grade <Numeric MaxPoints:90>"
    assert course.export("brightspace", "--column", title, roster=BRIGHTSPACE)[1][0][2] == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_blackboard_takes_its_column_and_text_beside_it(tmp_path, encoding):
    course = Class(tmp_path)
    course.add("ada", users=[{"id": "ada", "name": "Ada Lovelace"}])
    course.add("fe", lost=["mlp"], users=[{"id": "fe", "name": "Fé Núñez"}])
    title = "Lab, part 3 [Total Pts: 90 Score] |12345"
    code, rows = course.export("blackboard", "--column", title, roster=BLACKBOARD, encoding=encoding)
    assert code == 0
    assert rows[0] == ["Last Name", "First Name", "Username", title, "Feedback to Learner", "Feedback Format"]
    assert rows[1][:4] == ["Lovelace", "Ada", "ada", "90"] and rows[2][2:4] == ["fe", "82"]
    assert rows[1][4].endswith('Use <b> "ReLU"\n\'=1+1') and rows[1][5] == "SMART_TEXT"
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert text.startswith('"Last Name","First Name"')
    assert course.export("blackboard")[1][0][:2] == ["Username", "lab3 tokenization"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "sep={}\n"])
def test_a_roster_may_have_any_separator_and_commas_in_titles(of_canvas, separator, start):
    title = '"Lab 3, part 1"' if separator == "," else "Lab 3, part 1"
    lines = [["Student", "ID", title], ["Ada", "11", "8,5".replace(",", ".")], ["Fé", "12", ""]]
    roster = start.format(separator) + "".join(f"{separator.join(line)}\n" for line in lines)
    code, rows = of_canvas.export("canvas", "--total", roster=roster)
    assert code == 0 and [row[1] for row in rows[2:]] == ["11", "12"]


def test_what_could_not_be_graded_is_never_zero_without_a_word(of_canvas, capsys):
    of_canvas.add("eve_14", users=[{"id": "14"}], status="empty", output="no package found")
    of_canvas.add("dan_15", users=[{"id": "15"}], status="failed", failure="the grader ended 2 times")
    code, rows = of_canvas.export("plain", "--total")
    said = capsys.readouterr()
    assert code == 2 and [row[0] for row in rows] == ["student", "lovelaceada_11", "nunezfe_12"]
    assert (
        "eve_14.json: eve_14: there was nothing to grade: no package found; left out (--zero-ungraded exports 0)"
        in (said.err)
    )
    assert "dan_15: the grader failed: the grader ended 2 times; left out" in said.err
    code, rows = of_canvas.export("plain", "--total", "--zero-ungraded")
    said = capsys.readouterr()
    assert code == 0 and ["eve_14", "", "0"] in rows and ["dan_15", "", "0"] in rows
    assert "note: exported as 0: dan_15 (the grader failed: the grader ended 2 times); eve_14 (there was" in said.out


def test_who_has_results_without_a_grade_is_not_said_to_have_none(of_canvas, capsys):
    of_canvas.add("test_13", users=[{"id": "13", "name": "studenttest"}], status="empty")
    assert of_canvas.export("canvas", roster=CANVAS)[0] == 2
    assert "no results for" not in capsys.readouterr().out


def test_members_of_a_group_are_lines_of_the_roster_with_the_same_file(of_canvas, capsys):
    of_canvas.add("team_1", lost=["mlp", "objective"])
    roster = "Student,ID,file\nAda,11,\nFé,12,\nCy,16,team_1\nDi,17,Team_1\n"
    (of_canvas.folder / "manual.csv").write_text("student;reflection\nteam_1;8,5\nlovelaceada_11;7\n12;6,25\n")
    code, rows = of_canvas.export("canvas", "--total", "--manual", of_canvas.folder / "manual.csv", roster=roster)
    assert code == 0, capsys.readouterr().err
    assert [(row[0], row[-1]) for row in rows[2:]] == [("Ada", "97"), ("Fé", "88.25"), ("Cy", "84.5"), ("Di", "84.5")]


def test_who_is_missing_is_listed_on_either_side(of_canvas, capsys):
    of_canvas.add("zoe_99", users=[{"id": "99", "name": "zoe"}])
    code, rows = of_canvas.export("canvas", roster=CANVAS)
    said = capsys.readouterr()
    assert code == 2 and len(rows) == 4
    assert "zoe_99 is not in " in said.err and "add a column `file` with zoe_99" in said.err
    assert "no results for: Student, Test" in said.out


def test_an_id_of_gradescope_is_no_id_of_canvas(tmp_path, capsys):
    course = Class(tmp_path)
    course.add("submission_1", users=[{"id": "12", "name": "Ada Lovelace", "email": "ada@y.org"}])
    code, rows = course.export("canvas", "--total", roster=CANVAS)
    assert code == 0 and rows[2][0] == "Lovelace, Ada"  # by the name: 12 is another one's number
    course.add("submission_1", users=[{"id": "12", "name": "Zoe Zett", "email": "zoe@y.org"}])
    assert course.export("canvas", "--total", roster=CANVAS)[0] == 2
    assert "zoe@y.org is not in" in capsys.readouterr().err


def test_two_students_of_one_name_are_found_by_ids_alone(of_moodle, capsys):
    roster = "Full name,Email address\nAda Lovelace,a@x.org\nAda Lovelace,b@x.org\nFé Núñez,f@x.org\n"
    code, rows = of_moodle.export("moodle", "--total", roster=roster)
    assert code == 2 and [row[0] for row in rows[1:]] == ["f@x.org"]
    assert "Ada Lovelace_11 is not in" in capsys.readouterr().err


def test_columns_of_a_sheet_that_are_not_read_are_named(of_canvas, capsys):
    sheet = of_canvas.folder / "manual.csv"
    sheet.write_text("student,reflection_1,reflection_comment,attention\nlovelaceada_11,3,good,16\n")
    assert of_canvas.export("plain", "--manual", sheet)[0] == 0
    assert "has columns that are not read: reflection_comment, attention" in capsys.readouterr().out


def test_feedback_for_moodle_lies_in_folders_of_participants(of_moodle, capsys):
    target = of_moodle.folder / "pages.zip"
    code, _ = of_moodle.export("moodle-worksheet", "--feedback", target, roster=WORKSHEET)
    assert code == 0 and "2 feedback pages" in capsys.readouterr().out
    with zipfile.ZipFile(target) as archive:
        name, participant, kind, plugin = archive.namelist()[0].split("/")[0].split("_")
        assert (name, participant, kind, plugin) == ("Ada Lovelace", "11", "assignfeedback", "file")
        assert archive.read(archive.namelist()[0]) == b"<p>Ada Lovelace_11"


def test_feedback_for_canvas_has_the_name_of_the_latest_zip(of_canvas, capsys):
    download = of_canvas.folder / "submissions.zip"
    names = ["lovelaceada_11_500_lab3.zip", "lovelaceada_LATE_11_501_lab3-1.zip", "nunezfe_12_502_lab3.ipynb"]
    with zipfile.ZipFile(download, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    target = of_canvas.folder / "pages.zip"
    assert of_canvas.export("canvas", "--feedback", target, roster=CANVAS)[0] == 2
    assert "--feedback needs --download for canvas" in capsys.readouterr().err
    code, _ = of_canvas.export("canvas", "--feedback", target, "--download", download, roster=CANVAS)
    said = capsys.readouterr()
    assert code == 2 and "nunezfe_12: the download has no zip of this student" in said.err
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [names[1]]
        with zipfile.ZipFile(io.BytesIO(archive.read(names[1]))) as inner:
            assert inner.read("feedback.html") == b"<p>lovelaceada_11"


def test_feedback_for_brightspace_lies_in_the_folders_of_the_download(tmp_path, capsys):
    course = Class(tmp_path)
    course.add("Ada Lovelace_1-5", users=[{"id": "1-5", "name": "Ada Lovelace"}])
    folder = tmp_path / "download" / "1-5 - Ada Lovelace - Nov 27, 2026 100 AM"
    folder.mkdir(parents=True)
    target = tmp_path / "pages.zip"
    options = ["--feedback", target, "--download", tmp_path / "download"]
    assert course.export("brightspace", *options, roster=BRIGHTSPACE)[0] == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [f"{folder.name}/feedback.html"]
    assert course.export("blackboard", *options)[0] == 2
    assert "blackboard takes no zip with feedback" in capsys.readouterr().err
    (tmp_path / "feedback" / "Ada Lovelace_1-5.html").unlink()
    assert course.export("plain", "--feedback", target)[0] == 2
    assert "has no feedback page next to the results" in capsys.readouterr().err


def test_options_that_do_not_go_together_are_refused(of_canvas, capsys):
    assert of_canvas.export("plain", "--download", of_canvas.folder)[0] == 2
    assert "--download is for --feedback alone" in capsys.readouterr().err
    assert of_canvas.export("plain", "--feedback", of_canvas.folder / "out.csv")[0] == 2
    assert "are the same file: name two" in capsys.readouterr().err
