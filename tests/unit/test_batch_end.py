"""How a batch ends: what could not be graded decides the exit code, and comes last."""

from types import SimpleNamespace

import pytest
from support.lab import SETTINGS
from support.lazy import lazy

from autograder.cli.commands.batch import conclusion
from autograder.course.downloads import Download, Entry
from autograder.grading.grade import Grade
from autograder.grading.results.schema import User, read_results
from autograder.grading.rounds import End
from autograder.lib.errors import BAD_INPUT, GRADER_FAILED, OK

batches = lazy("autograder.course.batch.run")

EMPTY = ("eva", "graded", "eva.rar is a RAR archive")
FAILED = ("fay", "failed", "the judge has ended")


def outcome(name, status, reason="", doubts=()):
    return batches.Outcome(name, status, reason, doubts=doubts)


@pytest.mark.parametrize(
    ("ends", "code"),
    [((), OK), ((EMPTY,), BAD_INPUT), ((FAILED,), GRADER_FAILED), ((EMPTY, FAILED), GRADER_FAILED)],
)
def test_the_exit_code_says_whether_everything_was_graded(ends, code, capsys):
    assert conclusion(Download("x", ()), [outcome(*end) for end in ends], 3) == code
    said = capsys.readouterr().err.splitlines()
    assert said[-1:] == ([f"autograder: {len(ends)} of 3 submissions could not be graded"] if ends else [])


def test_what_to_look_at_comes_before_what_was_not_graded(capsys):
    outcomes = [outcome("ada", "unchanged", doubts=("graded a copy",)), outcome(*EMPTY, ("not said twice",))]
    conclusion(Download("x", (), unknown=("lab3.zip: nothing says whose it is",)), outcomes, 2)
    assert capsys.readouterr().err.splitlines() == [
        "autograder: look at lab3.zip: nothing says whose it is",
        "autograder: look at ada: graded a copy",
        "autograder: eva: nothing to grade, 0 points: eva.rar is a RAR archive",
        "autograder: 1 of 2 submissions could not be graded",
    ]


def test_results_keep_who_handed_in_and_when(tmp_path):
    entry = Entry("ada", {}, (User("11", "ada"),), "2026-01-02", late=True)
    job = batches.Job(entry, "key", "", ("look",))
    batch = batches.Batch(tmp_path, SETTINGS, "grader", SimpleNamespace())
    notes = ("x.py is a given file, graded with ours, which does not define y: move it",)
    found = batch.recorded(job, End("ada", batch.files(job, 1)(Grade((), notes=notes))))
    assert found.doubts == ("look", *notes) and found.is_graded
    about = read_results(tmp_path / "results" / "ada.json").submission
    assert about is not None
    assert (about.users, about.created_at, about.late) == (entry.users, "2026-01-02", True)
    assert about.to_json() == {"users": [{"id": "11", "name": "ada"}], "created_at": "2026-01-02", "late": True}
