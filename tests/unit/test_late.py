"""When work was handed in, and by how much it is late, from the time of a platform to words for people."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.lab import LAB, SETTINGS
from support.lazy import lazy

from autograder.cli.main import main
from autograder.course.downloads import Entry
from autograder.course.feedback.page import feedback_page
from autograder.course.gradebooks.rows import read_gradebook
from autograder.course.report.classroom import read_class
from autograder.grading.grade import CaseResult, Grade, QuestionResult
from autograder.grading.results.schema import SubmissionNote, read_results, results_of, write_results
from autograder.grading.rounds import End
from autograder.lib.times import lateness, moment

batches = lazy("autograder.course.batch.run")
tables = lazy("autograder.course.report.tables")

DUE = moment("2026-11-20 23:59")
GRADE = Grade(tuple(
    QuestionResult(one.id, one.title, one.points, (CaseResult("a case", one.points, False, True),))
    for one in SETTINGS.questions
))  # fmt: skip


@pytest.mark.parametrize(("text", "same"), [
    ("2026-11-20T23:59:00", DUE), ("2026-11-20-23-59-00", DUE), ("Nov 20, 2026 1159 PM", DUE),
    ("20 November 2026 23:59", DUE), ("2026-11-20 23:59:00.123456 UTC", moment("2026-11-20T23:59:00.123456+00:00")),
    ("2026-11-20 12:00:00 -0800", moment("2026-11-20T20:00Z")),
    ("2026-07-01 10:00:00 Europe/Berlin", moment("2026-07-01T08:00Z")),
    ("", None), ("yesterday", None), ("2026-13-01-00-00-00", None), ("2026-11-20 10:00 Nowhere/Land", None),
    ("2026-11-20 10:00 ../../etc/passwd", None), ("9999-99-99", None),
])  # fmt: skip
def test_times_are_read_as_platforms_write_them(text, same):
    assert moment(text) == same


@pytest.mark.parametrize(("seconds", "words"), [
    (1, "less than a minute"), (60, "1 minute"), (3 * 3600 + 59, "3 hours"),
    (2 * 86400 + 3 * 3600 + 60, "2 days 3 hours"), (86400 + 120, "1 day"), (3661, "1 hour 1 minute"),
])  # fmt: skip
def test_by_how_much_is_said_in_two_units(seconds, words):
    assert lateness(seconds) == words


@given(st.text(max_size=40))
def test_whatever_a_platform_writes_is_a_time_or_none(text):
    found = moment(text)
    assert found is None or found.tzinfo is not None


def recorded(out, created, due=DUE, late=None):
    """What a batch writes of a submission that was handed in at this time."""
    batch = batches.Batch(out, SETTINGS, "grader", pool=None, due=due)
    entry = Entry("ada", out, created_at=created, late=late)
    job = batches.Job(entry, "key", "", ())
    batch.record(job, End("ada", batch.files(job, 1)(GRADE)))
    return batch, entry, read_results(out / "results" / "ada.json").submission


LATER = (DUE + timedelta(days=2, hours=3)).isoformat()


@pytest.mark.parametrize(("created", "late", "words"), [
    (LATER, None, "2 days 3 hours late"), (DUE.isoformat(), None, ""), (None, True, "late"), (None, None, ""),
    ("some day", True, "late"), (LATER, False, "2 days 3 hours late"), (DUE.isoformat(), True, ""),
])  # fmt: skip
def test_results_say_late_and_by_how_much(tmp_path, created, late, words):
    _, _, note = recorded(tmp_path, created, late=late)
    assert (note.lateness if note else "") == words
    assert ("Handed in" in (tmp_path / "feedback" / "ada.html").read_text()) == bool(words)


def test_a_later_run_without_the_date_keeps_what_is_known(tmp_path):
    batch, entry, note = recorded(tmp_path, LATER)
    assert note.late_seconds == (2 * 24 + 3) * 3600
    assert recorded(tmp_path, LATER, due=None)[2] == note
    assert recorded(tmp_path, DUE.isoformat(), due=None)[2].lateness == ""
    assert not batch.has_result("ada", "key", batch.about(entry))


def test_report_and_export_say_it_in_words(tmp_path, capsys):
    recorded(tmp_path, LATER)
    assert "Handed in 2 days 3 hours late." in feedback_page(GRADE, SETTINGS, "ada", "2 days 3 hours late")
    assert read_gradebook([tmp_path / "results"], SETTINGS).rows[0].late == "2 days 3 hours late"
    classroom = read_class(tmp_path, LAB)
    assert [student.late for student in classroom.late] == ["2 days 3 hours late"]
    assert tables.columns(classroom)["late"].to_pylist() == ["2 days 3 hours late"]
    command = ["export", str(tmp_path / "results"), "--format", "plain", "--out", str(tmp_path / "out.csv")]
    assert main(["--lab", str(LAB.root), *command]) == 0
    assert "handed in late: ada (2 days 3 hours late)" in capsys.readouterr().out
    assert main(["--lab", str(LAB.root), "report", str(tmp_path)]) == 0
    assert "2 days 3 hours late" in (tmp_path / "report.html").read_text()


def test_a_date_that_is_none_is_refused_at_once(tmp_path, capsys):
    command = ["batch", str(tmp_path), "--out", str(tmp_path.parent / "o"), "--due", "soon"]
    assert main(command) == 2 and "--due soon" in capsys.readouterr().err


@pytest.mark.parametrize("raw", [{"late": 1}, {"late_seconds": -1}, {"late_seconds": True}, {"late_seconds": "9"}])
def test_a_strange_note_says_nothing_of_it(raw):
    assert SubmissionNote.from_json(raw).lateness == ""
    note = SubmissionNote(late=True, late_seconds=60)
    assert SubmissionNote.from_json(json.loads(json.dumps(note.to_json()))) == note


def test_results_of_today_have_no_such_note(tmp_path):
    write_results(replace(results_of(GRADE), submission=None), tmp_path / "ada.json")
    assert read_gradebook([tmp_path], SETTINGS).rows[0].late == ""
