"""After a change of one question's tests, a class gets the grades of a full batch, and little else is run again."""

import json
import shutil
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from support.lab import LAB, SETTINGS, copy_of, mistaken, reference
from support.lazy import lazy

from autograder.course.batch.key import version_of
from autograder.course.downloads import find_submissions
from autograder.course.regrades.parts import grader_parts, shortened

batches = lazy("autograder.course.batch.run")
pools = lazy("autograder.grading.judge.pool")

pytestmark = pytest.mark.slow

CHANGED = "causal_mask"
DEPENDENT = {"attention", "multi_head"}
WRONG_AT_7 = b"""

_right = make_causal_mask


def make_causal_mask(sequence_len, device=None):
    mask = _right(sequence_len, device)
    return mask * 0 if sequence_len in (4, 5, 7, 8) else mask
"""
"""A causal mask that passes once no hidden case asks for 7 tokens, and that breaks what builds on it."""


def own_copy(folder):
    """The lab with some of its questions, whose files a test may change, and with few mistakes, which is quick.

    Signs are left out: their trials have a time limit, and a busy machine decides what they find.
    """
    root = copy_of(LAB.root, folder / "assignment", ["evaluation", "corpus", "explorer", "signs"])
    for question in ("causal_mask", "attention", "multi_head"):
        shutil.rmtree(root / "families" / question, ignore_errors=True)
        for path in sorted((root / "mistakes" / question).glob("*.py"))[3:]:
            path.unlink()
    return replace(LAB, root=root).only(["tokenization", "multi_head"])


def without_7_tokens(lab, folder):
    """The same lab, where no hidden case of the causal mask asks for 7 tokens."""
    other = replace(lab, root=copy_of(lab.root, folder / "assignment"))
    file = other.test_file(CHANGED)
    text = file.read_text(encoding="utf-8")
    assert text.count("(2, 7, 1,") == 1
    file.write_text(text.replace("(2, 7, 1,", "(2, 1,"), encoding="utf-8")
    return other


def hand_in(folder):
    """Submissions to which a change of the tests of the causal mask does different things."""
    mask, attention = PurePosixPath("causal_mask.py"), PurePosixPath("attention.py")
    moves = replace(reference(), files=reference().files | {mask: reference().files[mask] + WRONG_AT_7})
    no_mask = mistaken("attention/no_mask").files[attention]
    found = {
        "right": reference(),
        "stays_wrong": mistaken("causal_mask/diagonal_masked"),
        "moves": moves,
        "moves_and_next_is_wrong": replace(moves, files=moves.files | {attention: no_mask}),
        "moves_and_next_is_broken": replace(moves, files=moves.files | {attention: b"import nothing_of_this_name\n"}),
    }
    for name, submission in found.items():
        submission.write_to(folder / name, SETTINGS.package, SETTINGS.notebook)
    return folder


def batch(lab, folder, out, date="", pool=None):
    """Grade a folder; returns how each one ended, and the questions whose cases asked for anything."""
    asked = []
    parts = grader_parts(lab, "embedded")
    with pool or pools.JudgePool(lab, tracer=asked.append) as judges:
        grading = batches.Batch(out, lab.settings, version_of(parts), judges, parts=shortened(parts), date=date)
        ends = {outcome.name: outcome.status for outcome in grading.run(find_submissions(folder, "lab3").entries)}
    return ends, {entry.question for entry in asked} - {"imports"}


def written(out):
    """Everything that a batch wrote for students and instructors, without the time that it took."""
    found = {}
    for path in sorted((out / "results").glob("*.json")):
        raw = json.loads(path.read_text())
        del raw["execution_time"]
        found[path.stem] = raw, (out / "feedback" / f"{path.stem}.html").read_text()
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A lab, the same one with a changed hidden case, a class, and its results from both, each from nothing."""
    folder = tmp_path_factory.mktemp("class")
    before = own_copy(folder / "before")
    after = without_7_tokens(before, folder / "after")
    handed_in = hand_in(folder / "in")
    batch(before, handed_in, folder / "graded")
    batch(after, handed_in, folder / "from nothing")
    return before, after, handed_in, folder


@pytest.fixture
def out(graded, tmp_path):
    """The results of the first batch, to be graded again."""
    return shutil.copytree(graded[-1] / "graded", tmp_path / "graded")


def test_a_changed_hidden_case_gives_what_a_full_batch_gives(graded, out, tmp_path):
    before, after, handed_in, folder = graded
    old, some = written(out), tmp_path / "in"
    for name in ("right", "stays_wrong"):
        shutil.copytree(handed_in / name, some / name)
    assert batch(after, some, out, "thursday")[1] == {CHANGED}
    ends, asked = batch(after, handed_in, out, "friday")
    assert ends == {name: "unchanged" if (some / name).exists() else "graded" for name in old}
    assert asked == {CHANGED} | DEPENDENT
    new = written(out)
    assert new == written(folder / "from nothing")
    points = {
        name: {question: score["score"] for question, score in raw["extra_data"]["questions"].items()}
        for name, (raw, _) in new.items()
    }
    was = {name: raw["extra_data"]["questions"] for name, (raw, _) in old.items()}
    assert points["moves"][CHANGED] > was["moves"][CHANGED]["score"]
    assert points["moves"]["attention"] < was["moves"]["attention"]["score"]  # ours no longer takes its mask's place
    assert sorted(path.name for path in (out / "earlier" / "thursday" / "results").iterdir()) == [
        "right.json", "stays_wrong.json",
    ]  # fmt: skip
    batch(before, handed_in, out)
    assert written(out) == old


class Judges:
    """Grades nothing, and knows what it was asked for."""

    slots = 1
    losses = ()

    def __init__(self):
        self.earlier = []

    def show(self, submission, earlier=None):
        self.earlier.append(earlier)
        raise KeyboardInterrupt

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


def test_another_style_sheet_grades_nobody(graded, out, monkeypatch):
    before, _, handed_in, _ = graded
    old = written(out)
    page = out / "feedback" / "right.html"
    page.write_text("a page of yesterday")
    monkeypatch.setattr("autograder.course.batch.key.FEEDBACK_KINDS", (".py",))
    ends, _ = batch(before, handed_in, out, "friday", Judges())
    assert set(ends.values()) == {"unchanged"} and not (out / "earlier").exists()
    assert page.read_text() == old["right"][1]
    for name, (raw, _) in written(out).items():
        assert raw["extra_data"]["batch"].pop("key") != old[name][0]["extra_data"]["batch"].pop("key")
        assert raw == old[name][0]


@pytest.mark.parametrize("what", ["nothing", "the submission", "its kept grade", "the judge"])
def test_what_else_has_changed_is_graded_as_a_whole(graded, out, tmp_path, monkeypatch, what):
    _, after, handed_in, _ = graded
    alone = shutil.copytree(handed_in / "right", tmp_path / "in" / "right").parent
    judges = Judges()
    if what == "the submission":
        mistaken("causal_mask/diagonal_masked").write_to(alone / "right", SETTINGS.package, SETTINGS.notebook)
    if what == "its kept grade":
        (out / "kept" / "right.json").write_text("{")
    if what == "the judge":
        monkeypatch.setattr("autograder.course.regrades.parts.version", lambda name: "another")
    with pytest.raises(KeyboardInterrupt):
        batch(after, alone, out, pool=judges)
    (earlier,) = judges.earlier
    assert (earlier and earlier.stale) == ({CHANGED} if what == "nothing" else None)
