"""What Gradescope's metadata changes: who is graded at all, what was better before, and how late somebody is."""

import json
import shutil
from dataclasses import replace

import pytest
from support.lab import IDS, LAB, SETTINGS
from support.lazy import lazy

from autograder.grading.grade import CaseResult, Grade, QuestionResult
from autograder.grading.results.schema import SubmissionNote
from autograder.lab.reading import read_settings
from autograder.lab.settings import Gradescope
from autograder.lib.errors import JudgeFailed, LabError

entries = lazy("autograder.platforms.gradescope.entries")
metadata = lazy("autograder.platforms.gradescope.metadata")
running = lazy("autograder.platforms.gradescope.run")
turns = lazy("autograder.platforms.gradescope.turns")

NOW = "2026-11-27T14:00:00.000000-08:00"
VISIBLE = {"public_cases": "visible", "hidden_cases": "visible"}


def lab_with(**settings):
    return replace(LAB, settings=replace(SETTINGS, gradescope=Gradescope(**settings)))


def graded(public=1, hidden=0):
    """A whole grade, whose questions each have one public case and one hidden case."""
    cases = (CaseResult("seen", 1, False, bool(public)), CaseResult("unseen", 2, True, bool(hidden)))
    return Grade(tuple(QuestionResult(name, name.title(), 3, cases) for name in IDS))


def results_in_json(grade, lab=LAB, about=None):
    """A results file, as Gradescope gives it back with the next submission."""
    return entries.container_results(lab, grade, about or metadata.Metadata()).to_json()


def known(tmp_path, *previous, due="", extension="", created=NOW):
    """What is read of the metadata with these previous submissions: times with results."""
    raw = {
        "id": 7, "created_at": created,
        "assignment": {"due_date": due or None, "late_due_date": None},
        "users": [{"id": 1, "name": "Ada", "email": "a@b.c", "assignment": {"due_date": extension or None}}],
        "previous_submissions": [
            {"submission_time": time, "score": 3, "autograder_error": False, "results": results}
            for time, results in previous
        ],
    }  # fmt: skip
    (tmp_path / "m.json").write_text(json.dumps(raw))
    return metadata.read_metadata(tmp_path / "m.json")


@pytest.mark.parametrize(("due", "extension", "late", "seconds"), [
    ("2026-11-27T23:59:00-08:00", "", False, None),
    ("2026-11-27T12:00:00-08:00", "", True, 7200),
    ("2026-11-27T12:00:00-08:00", "2026-11-28T12:00:00-08:00", False, None),
    ("2026-11-27T20:00:00Z", "", True, 7200),
    ("", "", None, None),
    ("soon", "", None, None),
])  # fmt: skip
def test_how_late_it_is_comes_from_the_latest_date_of_any_member(tmp_path, due, extension, late, seconds):
    note = known(tmp_path, due=due, extension=extension).note
    assert (note.late, note.late_seconds) == (late, seconds)


def test_without_a_limit_everything_is_run(tmp_path):
    about = known(tmp_path, *[(NOW, results_in_json(graded()))] * 50, due="2020-01-01T00:00:00Z")
    assert len(about.earlier) == 50 and not turns.why_not_run(about, Gradescope())
    assert not turns.runs_left(about, Gradescope())


def at(*hours):
    """Times of this day, with results."""
    return [(f"2026-11-27T{hour:02}:30:00-08:00", results_in_json(graded())) for hour in hours]


def test_the_runs_of_the_last_24_hours_count(tmp_path):
    two = Gradescope(runs_per_day=2)
    yesterday = [("2026-11-26T13:59:59-08:00", results_in_json(graded()))]
    about = known(tmp_path, *yesterday, *at(9))
    assert not turns.why_not_run(about, two) and turns.runs_left(about, two).endswith("You have none left.")
    assert turns.runs_left(known(tmp_path, *yesterday), two).endswith("You have 1 left.")
    reason = turns.why_not_run(known(tmp_path, *at(9, 11)), two)
    assert reason == "This course grades 2 submissions in 24 hours. Hand in again tomorrow at 09:30 or later."
    later = known(tmp_path, ("2026-11-26T14:30:00.25-08:00", results_in_json(graded())))
    assert "today at 14:31" in turns.why_not_run(later, Gradescope(runs_per_day=1))
    just = [("2026-11-26T14:00:01-08:00", results_in_json(graded()))]
    assert "today at 14:01" in turns.why_not_run(known(tmp_path, *just, *at(9)), two)


def test_a_regrade_of_the_class_decides_as_the_first_run_did(tmp_path):
    about = known(tmp_path, *at(9, 11), created="2026-11-27T10:00:00-08:00")
    assert not turns.why_not_run(about, Gradescope(runs_per_day=2))


def test_what_failed_or_was_not_run_uses_up_nothing(tmp_path):
    one = Gradescope(runs_per_day=1)
    broken = results_in_json(replace(graded(), failure="the judge ended"))
    assert not turns.why_not_run(known(tmp_path, (NOW, broken), (NOW, None), (NOW, {"score": 1})), one)
    first = known(tmp_path, *at(8))
    turned_away = entries.results_before(LAB, first, turns.why_not_run(first, one)).to_json()
    about = known(tmp_path, ("2026-11-26T08:00:00-08:00", results_in_json(graded())), (NOW, turned_away))
    assert not turns.why_not_run(about, one)


def test_who_is_turned_away_keeps_the_last_results_and_is_told_why(tmp_path):
    about = known(tmp_path, *at(8), (NOW[:11] + "09:00:00-08:00", results_in_json(graded(hidden=1))))
    again = entries.results_before(LAB, about, "Come again tomorrow.").to_json()
    assert again["score"] == 3 * len(IDS) and again["output"].startswith(f"{entries.NOT_RUN} Come again tomorrow.")
    assert "your submission of 27 November, 09:00" in again["output"]
    assert "Since" not in again["output"]
    assert again["tests"] == results_in_json(graded(hidden=1))["tests"]
    assert again["extra_data"]["submission"]["not_run"] == "Come again tomorrow."
    twice = entries.results_before(LAB, known(tmp_path, *at(8), (NOW, again)), "No.").to_json()
    assert twice["output"].count(entries.NOT_RUN) == 1 and "27 November, 08:30" in twice["output"]


def test_a_first_submission_after_the_due_date_is_not_run_where_a_course_wants_that(tmp_path):
    about = known(tmp_path, due="2026-11-27T12:00:00-08:00")
    reason = turns.why_not_run(about, Gradescope(grade_late=False))
    assert reason == "It was handed in 2 hours late, and this course does not grade late submissions."
    results = entries.results_before(LAB, about, reason)
    assert {test.output for test in results.tests} == {"not graded"} and results.is_graded
    assert results.points(SETTINGS.questions) == dict.fromkeys(IDS, 0)
    assert not turns.why_not_run(known(tmp_path, due="2026-11-28T12:00:00Z"), Gradescope(grade_late=False))


def graded_in(tmp_path, about, **settings):
    """The results file that the container writes for the skeleton with one written answer."""
    assert about is not None
    shutil.copy(tmp_path / "m.json", tmp_path / "submission_metadata.json")
    (tmp_path / "submission").mkdir(exist_ok=True)
    notebook = json.loads(LAB.given_notebook.read_bytes())
    for each in notebook["cells"]:
        if each["metadata"].get("name") == "reflection_1":
            each["source"] = "It sees one character."
    (tmp_path / "submission" / "lab3.ipynb").write_text(json.dumps(notebook))
    code = running.grade_container(lab_with(**settings), tmp_path)
    return code, json.loads((tmp_path / "results" / "results.json").read_text())


def test_who_is_turned_away_has_new_written_answers(tmp_path):
    code, results = graded_in(tmp_path, known(tmp_path, *at(9)), runs_per_day=1)
    assert code == 0 and results["score"] == len(IDS) and entries.NOT_RUN in results["output"]
    assert any(test["output"].endswith("It sees one character.") for test in results["tests"])
    late = known(tmp_path, *at(9), due="2026-11-27T12:00:00-08:00")
    _, results = graded_in(tmp_path, late, grade_late=False)
    assert not any("one character." in test["output"] for test in results["tests"])


def test_a_failed_or_stopped_run_is_neither_counted_nor_shown_again(tmp_path, monkeypatch):
    def fail(self, submission, progress):
        progress("mlp", graded().questions[:1])
        raise JudgeFailed("broken")

    monkeypatch.setattr("autograder.grading.judge.pool.JudgePool.grade", fail)
    monkeypatch.setattr("autograder.grading.judge.pool.JudgePool.__enter__", lambda self: self)
    code, failed = graded_in(tmp_path, known(tmp_path))
    assert code == 3 and failed["extra_data"]["failure"] and "not your fault" in failed["output"]
    stopped = results_in_json(Grade(graded().questions[:3]))
    assert stopped["extra_data"]["failure"] == entries.STOPPED
    about = known(tmp_path, *at(8), (NOW, failed), (NOW, stopped))
    assert len(about.earlier) == 1 and not turns.why_not_run(about, Gradescope(runs_per_day=2))


@pytest.mark.parametrize("odd", [
    {"users": None}, {"users": [None, 3, {"id": [[]]}]}, {"previous_submissions": [None, 3, {"submission_time": 3}]},
    {"assignment": []}, {"assignment": {"due_date": 3}}, {"created_at": 3}, {"id": [1]}, {"created_at": "2026-11-27"},
    {"created_at": "0001-01-01T00:00:00+14:00"},
])  # fmt: skip
def test_what_is_strange_in_the_metadata_is_left_out_and_the_rest_counts(tmp_path, odd):
    known(tmp_path, *at(9))
    raw = json.loads((tmp_path / "m.json").read_text()) | odd
    (tmp_path / "m.json").write_text(json.dumps(raw))
    found = metadata.read_metadata(tmp_path / "m.json")
    assert found.note.resubmissions is not None
    if "users" not in odd:
        assert found.note.users[0].email == "a@b.c"
    if "previous_submissions" not in odd:
        assert len(found.earlier) == 1
    entries.results_before(LAB, found, "No.").to_json()


def test_what_has_moved_since_the_last_submission_is_said_of_what_students_see(tmp_path):
    about = known(tmp_path, *at(8), (NOW, results_in_json(graded(public=0, hidden=1))))
    output = results_in_json(graded(public=1, hidden=0), about=about)["output"]
    assert f"**Since your last submission**: {IDS[0].title()} 0 → 1 of 1, ".replace("_", "&#95;") in output
    assert "hidden tests)" not in output.partition("Since")[2].partition("\n")[0]
    same = results_in_json(graded(), about=known(tmp_path, *at(8)))["output"]
    assert "no points that you see have changed" in same
    assert "Since" not in results_in_json(graded())["output"]


def test_why_there_is_no_total_is_said_with_the_points_that_students_see():
    output = results_in_json(graded(hidden=1))["output"]
    assert f"**{len(IDS)} of {len(IDS)} points** so far" in output and "publishes the grades" in output
    due = results_in_json(graded(), lab_with(hidden_cases="after_due_date"))["output"]
    assert "after the due date" in due and "publishes" not in due
    assert not results_in_json(graded(), lab_with(**VISIBLE))["output"]
    late = replace(metadata.Metadata(), note=SubmissionNote(late=True))
    assert "total" not in results_in_json(graded(), lab_with(hidden_cases="after_due_date"), late)["output"]
    nothing = results_in_json(graded(), lab_with(public_cases="after_published"))["output"]
    assert nothing == "You see the results when your instructor publishes the grades."


def test_while_it_is_graded_nothing_is_said_of_a_total():
    assert results_in_json(Grade(graded().questions[:3]))["output"] == ""


@pytest.mark.parametrize(("line", "said"), [
    ("runs_per_day = -1", "`runs_per_day` should be 0 or more, not -1"),
    ('grade_late = "no"', "`grade_late` should be true or false, not 'no'"),
])  # fmt: skip
def test_a_setting_that_is_none_is_refused(tmp_path, line, said):
    text = (LAB.root / "lab.toml").read_text(encoding="utf-8").replace("[gradescope]", f"[gradescope]\n{line}\n#")
    (tmp_path / "lab.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LabError, match=r"lab\.toml, line \d+: \[gradescope\] ") as refused:
        read_settings(tmp_path / "lab.toml")
    assert said in str(refused.value)
