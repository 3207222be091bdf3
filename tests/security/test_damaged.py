"""Whatever is handed in, there is a valid results file, in bounded time and memory.

A quick part; `support/fuzz.py` runs thousands of damaged submissions, and some of them through a real judge.
"""

import io
import json
import math
import os
import resource
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest
from support.damage import HARD_CODE, damaged, deep_folder, odd_notebook, submission, write_deep
from support.lab import LAB, ROOT, SETTINGS, part, reference
from support.lazy import lazy
from support.strict import valid_results

from autograder.cli.main import main
from autograder.course.downloads import find_submissions
from autograder.grading.certain import certainly_graded
from autograder.grading.grade import CaseResult, Grade, QuestionResult
from autograder.grading.results.schema import LeaderboardEntry, results_of, write_results
from autograder.grading.submission.notebook import submitted_cells
from autograder.grading.submission.read import Submission, read_submission
from autograder.lib.errors import InputError, JudgeFailed, NotebookError, SandboxError
from autograder.lib.files import write_atomically
from autograder.lib.strict_json import strict_json, strictly_plain

batches = lazy("autograder.course.batch.run")
reading = lazy("support.reading")
stages = lazy("autograder.grading.judge.stage")
pools = lazy("autograder.grading.judge.pool")
guards = lazy("autograder.grading.judge.guard")

MASK = PurePosixPath("causal_mask.py")


def graded_as_a_class(folder, out, lab=LAB, pool=None):
    """Every result of a folder of submissions, by name; each is valid."""
    batch = batches.Batch(out, lab.settings, "test", pool or reading.ReadingPool(lab))
    entries = find_submissions(folder, SETTINGS.package).entries
    outcomes = list(batch.run(entries))
    assert {outcome.status for outcome in outcomes} <= {"graded", "unchanged"}, outcomes
    return {entry.name: valid_results(out / "results" / f"{entry.name}.json", lab.settings) for entry in entries}


def test_a_class_of_damaged_submissions_has_valid_results(tmp_path):
    with deep_folder() as folder:
        for seed in range(12):
            damaged(seed, folder, f"s{seed}")
        assert len(graded_as_a_class(folder, tmp_path / "out")) == 12


def test_an_odd_notebook_is_read_or_refused_in_a_sentence():
    sentences = set()
    for seed in range(10):
        try:
            submitted_cells(odd_notebook(seed))
        except NotebookError as error:
            sentences.add(str(error))
    assert all(sentence.startswith("the notebook ") and "\n" not in sentence for sentence in sentences)


@pytest.mark.slow
def test_some_damaged_submissions_go_through_a_real_judge(tmp_path):
    lab = part("tokenization", "causal_mask", import_seconds=2, call_seconds=2, submission_seconds=30)
    with deep_folder() as folder, pools.JudgePool(lab, jobs=2) as pool:
        for seed in range(8):
            damaged(seed, folder, f"s{seed}")
        assert len(graded_as_a_class(folder, tmp_path / "out", lab, pool)) == 8


# A zip


def packed(files, method=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


READ_ALONE = """
import pathlib, resource, sys
from autograder.grading.submission.read import read_submission
from autograder.lab import open_lab
settings = open_lab(pathlib.Path(sys.argv[1])).settings
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = read_submission(pathlib.Path(sys.argv[2]), settings)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10, len(found.files), *found.notes, sep="\\n")
"""


def read_alone(path):
    """The megabytes that it takes to read a submission in a process of its own, the files that are found, the notes."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READ_ALONE, LAB.root, path], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert time.monotonic() - began < 30
    megabytes, files, *notes = done.stdout.splitlines()
    return int(megabytes), int(files), notes


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_bomb_costs_no_memory_and_no_other_file(method, tmp_path):
    path = tmp_path / "s.zip"
    path.write_bytes(packed({"lab3/causal_mask.py": b"x = 1\n", "lab3/zeros.py": bytes(100 << 20)}, method))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lab3/mlp.py", b"y = 1\n")
    megabytes, files, notes = read_alone(path)
    assert (
        megabytes < 90
        and files == (2 if method == zipfile.ZIP_DEFLATED else 1)
        and any("zeros.py" in note for note in notes)
    )


def test_the_list_of_a_zip_has_a_limit(tmp_path):
    path = tmp_path / "s.zip"
    entry = bytearray(packed({"lab3/causal_mask.py": b"x = 1\n"}))
    start = entry.rindex(b"PK\x01\x02")
    end = entry.rindex(b"PK\x05\x06")
    listed = bytes(entry[start:end]) * 300_000
    tail = bytearray(entry[end:])
    tail[8:12] = b"\xff\xff\xff\xff"
    tail[12:16] = len(listed).to_bytes(4, "little")
    path.write_bytes(bytes(entry[:start]) + listed + bytes(tail))
    megabytes, files, notes = read_alone(path)
    assert megabytes < 150 and files == 0 and "more than 250000 files" in notes[0]


def test_one_damaged_file_of_a_zip_does_not_cost_the_others(tmp_path):
    data = bytearray(packed({"lab3/causal_mask.py": b"x = 1\n" * 50, "lab3/mlp.py": b"y = 1\n"}))
    data[45:55] = bytes(10)
    (tmp_path / "s.zip").write_bytes(data)
    found = read_submission(tmp_path / "s.zip", SETTINGS)
    assert list(found.files) == [PurePosixPath("mlp.py")]
    assert found.notes == ("left out lab3/causal_mask.py: it is damaged in the zip",)


# Names, and what is no ordinary file

NAMES = {
    "a/" * 1500 + "x.py": "more than 16 folders deep",
    "/".join(["y" * 190] * 8) + "/x.py": "its path more than 1000",
    "z" * 250 + ".py": "more than 200 bytes",
    "lab3/new\nline.py": "cannot be printed",
    "lab3/\udcff.py": "cannot be printed",
    "../x.py": "leads out",
    "/etc/x.py": "",  # read as if it were in a folder etc
    "lab3/Causal_mask.py": "upper and lower case",
    "lab3/zo\u00eb.py": "upper and lower case or accents",
    "lab3/causal_mask.py/x.py": "the name of a file",
    "lab3/x.py/y.py": "",
    "lab3\\back.py": "",
    "lab3/./causal_mask.py": "",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_file_with_an_impossible_name_is_left_out_and_the_rest_is_graded(name, tmp_path):
    files = {"lab3/causal_mask.py": b"x = 1\n", "lab3/zoe\u0308.py": b"y = 1\n"}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for each, content in {**files, name: b"x = 1\n"}.items():
            archive.writestr(each.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), content)
    (tmp_path / "s.zip").write_bytes(data.getvalue())
    found = read_submission(tmp_path / "s.zip", SETTINGS)
    assert found.files[MASK] == b"x = 1\n"
    reason = NAMES[name] if "\udcff" not in name else ""  # a zip cannot have it
    assert (reason in " ".join(found.notes)) if reason else not found.notes
    assert all(len(note) < 300 for note in found.notes)
    with stages.staged(found, LAB) as stage:
        assert (stage / "lab3/causal_mask.py").read_bytes() == b"x = 1\n"


def test_a_folder_with_whatever_a_file_system_has_is_read():
    with deep_folder() as place:
        (place / "lab3").mkdir()
        (place / "lab3/causal_mask.py").write_bytes(b"x = 1\n")
        write_deep(place, ["d"] * 1500 + ["x.py"], b"x = 1\n")
        os.mkfifo(place / "lab3/fifo.py")
        (place / "lab3/loop.py").symlink_to("loop.py")
        (place / "lab3/up").symlink_to("..")
        (place / "lab3/passwd.py").symlink_to("/etc/passwd")
        with open(place / "lab3/sparse.py", "wb") as file:
            file.truncate(1 << 40)
        with open(os.fsencode(place / "lab3") + b"/\xff\x1b[2J.py", "wb"):
            pass
        found = read_submission(place, SETTINGS)
    assert list(found.files) == [MASK]
    said = " ".join(found.notes)
    for reason in (
        "links are not followed",
        "no ordinary file",
        "more than 50 MB",
        "folders deep",
        "cannot be printed",
    ):
        assert reason in said
    assert said.isprintable()


@pytest.mark.parametrize("name", ["s.zip", "folder"])
def test_what_is_neither_a_file_nor_a_folder_is_not_waited_for(name, tmp_path):
    os.mkfifo(tmp_path / name)
    assert "no ordinary file" in read_submission(tmp_path / name, SETTINGS).notes[0]


SHADOWS = (
    "training/__init__.py", "training.py/__init__.py", "Training.py", "TRAINING/__init__.py", "__init__/x.py",
    "causal_mask/__init__.py", "training/__init__/__init__.py", "a/../training.py", "/training.py",
)  # fmt: skip


@pytest.mark.parametrize("name", SHADOWS)
def test_nothing_takes_the_place_of_a_module(name):
    hostile = Submission({MASK: b"mine", PurePosixPath(name): b"raise SystemExit"})
    files, notes = stages.files_to_stage(hostile, LAB)
    assert files == {MASK: b"mine"} and len(notes) == 1
    with stages.staged(hostile, LAB) as stage:
        assert {path.name for path in (stage / "lab3").iterdir()} == {*LAB.given_modules, "causal_mask.py"}
        for given in LAB.given_modules:
            assert (stage / "lab3" / given).read_bytes() == (LAB.package / given).read_bytes()


# Code that is hard to read


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(HARD_CODE)))
def test_code_that_is_hard_to_read_is_planned_or_refused_in_time(number):
    content = json.loads(LAB.solution_notebook.read_bytes())
    content["cells"].append({"cell_type": "code", "metadata": {}, "source": HARD_CODE[number]})
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grade = reading.ReadingPool(LAB).grade(Submission({}, json.dumps(content).encode()))
    assert time.monotonic() - began < 35
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10 < 300
    assert all(note.startswith(("the notebook ", "the code of the notebook ")) for note in grade.notes)


# Results


ODD = {"nan": math.nan, "infinite": math.inf, "huge": 10**400, "minus": -math.inf, "large": 1e13}


def odd_grade():
    message = "\ud800\x1b[2J\x00 and \u202e"
    cases = (CaseResult("odd \udcff", 8, False, False, message, figures={"loss": 2.5, "zero": -0.0, **ODD}),)
    rest = tuple(QuestionResult(q.id, q.title, q.points, ()) for q in SETTINGS.questions[1:])
    first = SETTINGS.questions[0]
    return Grade((QuestionResult(first.id, first.title, first.points, cases), *rest), notes=("note \ud800\n\x07",))


def test_results_are_strict_json_whatever_was_measured(tmp_path):
    write_results(results_of(odd_grade()), tmp_path / "r.json")
    found = valid_results(tmp_path / "r.json", SETTINGS)
    assert found.figures == {"loss": 2.5, "zero": 0} and math.copysign(1, found.figures["zero"]) == 1


def test_a_leaderboard_has_numbers_only():
    assert "leaderboard" not in results_of(odd_grade()).__class__(0, 0, {}, leaderboard=(
        LeaderboardEntry("loss", math.nan),
    )).to_json()  # fmt: skip


def test_what_json_does_not_have_is_replaced():
    odd = {"a": math.nan, "b": [math.inf, -0.0, 2**60], "\ud800": "\x00\r\n\t", 3: PurePosixPath("x"), "t": (1, True)}
    plain = {"a": None, "b": [None, 0.0, None], "\ufffd": "\ufffd\ufffd\n\t", "3": "x", "t": [1, True]}
    assert strictly_plain(odd) == plain
    assert json.loads(strict_json(odd)) == plain


@pytest.fixture
def full_disk(monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(tmp_path, full_disk):
    (tmp_path / "r.json").write_text("old")
    with pytest.raises(InputError, match=r"cannot write .*r\.json: No space left on device"):
        write_atomically(tmp_path / "r.json", "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"r.json": "old"}


def test_a_folder_in_the_place_of_a_file_is_one_sentence(tmp_path):
    (tmp_path / "r.json").mkdir()
    with pytest.raises(InputError, match=r"cannot write .*r\.json: Is a directory"):
        write_atomically(tmp_path / "r.json", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["r.json"]
    with pytest.raises(InputError, match=r"Not a directory|File exists"):
        write_atomically(Path("/etc/passwd/r.json"), "new")
    with pytest.raises(InputError, match="cannot write"):
        write_atomically(tmp_path / "x\0y", "new")


def write_class(folder, *names):
    for name in names:
        (folder / name / "lab3").mkdir(parents=True)
        (folder / name / "lab3/causal_mask.py").write_bytes(b"x = 1\n")
    return folder


def test_a_result_that_cannot_be_written_does_not_stop_a_class(tmp_path):
    folder = write_class(tmp_path / "in", "ada", "ben", "cem")
    (tmp_path / "out/results/ben.json").mkdir(parents=True)
    batch = batches.Batch(tmp_path / "out", SETTINGS, "test", reading.ReadingPool(LAB))
    outcomes = {outcome.name: outcome for outcome in batch.run(find_submissions(folder, "lab3").entries)}
    assert {name: outcome.status for name, outcome in outcomes.items()} == {
        "ada": "graded", "ben": "failed", "cem": "graded"
    }  # fmt: skip
    assert "ben.json: Is a directory" in outcomes["ben"].reason
    for name in ("ada", "cem"):
        valid_results(tmp_path / f"out/results/{name}.json", SETTINGS)


def test_where_nothing_can_be_written_a_class_ends_with_a_sentence(tmp_path, full_disk):
    folder = write_class(tmp_path / "in", "ada", "ben", "cem", "dora")
    batch = batches.Batch(tmp_path / "out", SETTINGS, "test", reading.ReadingPool(LAB))
    seen = []
    with pytest.raises(batches.BatchError, match=r"no results can be written: .*No space left"):
        seen.extend(batch.run(find_submissions(folder, "lab3").entries))
    assert not list((tmp_path / "out").rglob("*.json"))


# Judges that fail


class Failing:
    """A pool whose judges fail after the first question, as often as this number says."""

    def __init__(self, times):
        self.times = times

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None

    def grade(self, submission, progress=None):
        first = SETTINGS.questions[0]
        known = (QuestionResult(first.id, first.title, first.points, (CaseResult("x", first.points, False, True),)),)
        progress(SETTINGS.questions[1].id, known)
        if self.times:
            self.times -= 1
            raise JudgeFailed("the system starts no more processes")
        return Grade(known)


def test_a_judge_that_fails_once_is_tried_again():
    assert not certainly_graded(Failing(1), Submission({}), SETTINGS).failure


def test_a_judge_that_fails_twice_leaves_what_was_graded_and_a_sentence(tmp_path):
    grade = certainly_graded(Failing(2), Submission({}), SETTINGS)
    write_results(results_of(grade), tmp_path / "r.json")
    found = valid_results(tmp_path / "r.json", SETTINGS)
    assert found.score == SETTINGS.questions[0].points and not found.is_graded
    assert "the system starts no more processes" in found.failure and "a person has to look at it" in found.output


@pytest.mark.slow
def test_a_grade_whose_judge_fails_has_results_and_says_so(tmp_path, monkeypatch, capsys):
    def fail(self, submission, progress=None, shown=None):
        raise JudgeFailed("the judge's process has ended")

    monkeypatch.setattr("autograder.grading.judge.process.JudgeProcess.grade", fail)
    assert main(["grade", str(write_class(tmp_path, "ada") / "ada"), "--results", str(tmp_path / "r.json")]) == 3
    assert "the grader ended 2 times" in capsys.readouterr().err
    assert not valid_results(tmp_path / "r.json", SETTINGS).is_graded


class BusySandbox:
    """A fork server that answers, on a system that has no room for one more process."""

    def another(self):
        ours, theirs = socket.socketpair()
        theirs.close()
        return SimpleNamespace(control=ours)

    def active_layers(self):
        raise SandboxError("the system starts no more processes")


class LostJudge:
    """A judge that could not start a worker."""

    pid = 0

    def __init__(self, sandbox):
        self.sandbox = sandbox

    def grade(self, submission, progress=None, shown=None):
        raise JudgeFailed("the system starts no more processes")

    def close(self):
        pass


def test_a_judge_without_room_for_a_worker_does_not_end_the_other_judges():
    pool, sandbox = pools.JudgePool(LAB), BusySandbox()
    pool.sandbox, pool.idle = sandbox, [LostJudge(sandbox)]
    with pytest.raises(JudgeFailed, match="no more processes"):
        pool.grade(Submission({}))
    assert pool.sandbox is sandbox


def test_what_goes_wrong_beside_a_case_costs_nothing_else():
    assert guards.unless_it_raises(lambda: 1 / 0, "nothing") == "nothing"
    with pytest.raises(SandboxError):
        guards.unless_it_raises(BusySandbox().active_layers, "nothing")


@pytest.mark.slow
def test_slow_imports_that_use_up_the_time_get_a_valid_result(tmp_path):
    lab = part("tokenization", "mlp", "causal_mask", "attention", import_seconds=3, submission_seconds=6)
    slow = b"import time\ntime.sleep(2.5)\n"
    files = {name: slow + data for name, data in reference().files.items()}
    began = time.monotonic()
    with pools.JudgePool(lab, overlap=True) as pool:
        grade = pool.grade(Submission(files))
    assert time.monotonic() - began < 90  # with the start of a judge, on a busy machine
    write_results(results_of(grade), tmp_path / "r.json")
    found = valid_results(tmp_path / "r.json", lab.settings)
    assert not found.failure and "the time for the whole submission is used up" in (tmp_path / "r.json").read_text()


def test_the_solution_is_not_damaged():
    assert set(submission()) > {"lab3/causal_mask.py", SETTINGS.notebook}
