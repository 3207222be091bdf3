"""A batch loses nothing: judges and their warm process are killed in the middle, and it is interrupted."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import psutil
import pytest
from support.lab import LAB, part
from support.lazy import lazy

from autograder.cli.main import main
from autograder.course.batch.key import grader_version
from autograder.course.downloads import find_submissions
from autograder.lib.errors import BatchError, JudgeFailed

batches = lazy("autograder.course.batch.run")
pools = lazy("autograder.grading.judge.pool")

QUICK = part("tokenization")
POINTS = QUICK.settings.max_score
DOOMED = b"# kills its judge\n"


def hand_in(folder, *names, text=b""):
    """For each name a right submission, with a comment before its code."""
    for name in names:
        package = folder / name / "lab3"
        package.mkdir(parents=True, exist_ok=True)
        (package / "tokenization.py").write_bytes(text + (LAB.solutions / "lab3" / "tokenization.py").read_bytes())
    return folder


def batch(folder, out, jobs=2):
    """Grade a folder; returns by name how each one ended."""
    with pools.JudgePool(QUICK, jobs=jobs) as pool:
        batch = batches.Batch(out, QUICK.settings, grader_version(QUICK, "embedded"), pool)
        return {outcome.name: outcome.status for outcome in batch.run(find_submissions(folder, "lab3").entries)}


def results(out):
    """By name, the score, the status and the attempts of each result."""
    found = {}
    for path in sorted((out / "results").glob("*")):
        raw = json.loads(path.read_text())
        about = raw["extra_data"]["batch"]
        assert about["name"] == path.stem
        assert path.stem in (out / "feedback" / f"{path.stem}.html").read_text()
        found[path.stem] = raw["score"], about["status"], about["attempts"]
    return found


@pytest.mark.slow
def test_who_hands_out_work_does_without_torch(tmp_path):
    hand_in(tmp_path / "in", "ada")
    for arguments in (
        ["grade", tmp_path / "in" / "ada", "--results", tmp_path / "ada.json"],
        ["batch", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "1"],
    ):
        words = [*map(str, arguments), "--lab", str(LAB.root)]
        code = f"import sys; from autograder.cli.main import main; sys.exit(main({words}) or 'torch' in sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def kill(monkeypatch):
    """A function that has a process killed before hidden cases of doomed submissions; it takes how many times."""

    def arrange(victim, times):
        from autograder.grading.judge.process import JudgeProcess

        left = [None] * times
        grade = JudgeProcess.grade

        def dangerous(judge, submission, progress=None, shown=None):
            if left and any(data.startswith(DOOMED) for data in submission.files.values()):
                left.pop()
                os.kill(victim(judge), signal.SIGKILL)
            return grade(judge, submission, progress, shown)

        monkeypatch.setattr(JudgeProcess, "grade", dangerous)

    return arrange


VICTIMS = {
    "judge": lambda judge: judge.pid,
    "first judge": lambda judge: psutil.Process(judge.pid).ppid(),
    "warm process": lambda judge: judge.sandbox.process.pid,
}


@pytest.mark.slow
@pytest.mark.parametrize("victim", VICTIMS)
def test_what_is_killed_once_is_graded_all_the_same(victim, tmp_path, kill, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    kill(VICTIMS[victim], times=1)
    hand_in(tmp_path / "in", "ada", "cem", "dora")
    hand_in(tmp_path / "in", "ben", text=DOOMED)
    assert set(batch(tmp_path / "in", tmp_path / "out").values()) == {"graded"}
    found = results(tmp_path / "out")
    assert list(found) == ["ada", "ben", "cem", "dora"]
    assert {entry[:2] for entry in found.values()} == {(POINTS, "graded")}
    assert found["ben"][2] == 2
    assert not list((tmp_path / "temporary").glob("lab-*"))


@pytest.mark.slow
def test_who_kills_twice_is_recorded_and_tried_again_by_the_next_batch(tmp_path, kill):
    kill(VICTIMS["warm process"], times=2)
    hand_in(tmp_path / "in", "ada", "cem")
    hand_in(tmp_path / "in", "ben", text=DOOMED)
    assert batch(tmp_path / "in", tmp_path / "out") == {"ada": "graded", "ben": "failed", "cem": "graded"}
    found = results(tmp_path / "out")
    assert found["ben"] == (0, "failed", 2)
    assert found["ada"][:2] == found["cem"][:2] == (POINTS, "graded")
    said = json.loads((tmp_path / "out" / "results" / "ben.json").read_text())
    assert "the grader ended 2 times while it graded this submission" in said["tests"][0]["output"]
    assert said["tests"][0]["status"] == "failed" and said["extra_data"]["max_score"] == POINTS
    assert batch(tmp_path / "in", tmp_path / "out") == {"ada": "unchanged", "ben": "graded", "cem": "unchanged"}


@pytest.mark.slow
def test_a_grader_that_fails_on_everything_touches_no_result(tmp_path, monkeypatch):
    hand_in(tmp_path / "in", "ada", "ben", "cem")
    (tmp_path / "out" / "results").mkdir(parents=True)
    (tmp_path / "out" / "results" / "ada.json").write_text("an old result")

    def fail(pool, submission, progress=None, shown=None):
        raise JudgeFailed("NameError: a slip of ours")

    monkeypatch.setattr("autograder.grading.judge.pool.JudgePool.grade", fail)
    with pytest.raises(BatchError, match=r"fails on all 3 submissions .*a slip of ours.*: no earlier result was touch"):
        batch(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out" / "results" / "ada.json").read_text() == "an old result"
    (tmp_path / "out" / "results" / "ada.json").unlink()
    assert results(tmp_path / "out") == {"ben": (0, "failed", 1), "cem": (0, "failed", 1)}


@pytest.mark.slow
def test_what_has_nothing_to_grade_is_recorded_as_such(tmp_path):
    hand_in(tmp_path / "in", "ada")
    (tmp_path / "in" / "ben").mkdir()
    assert batch(tmp_path / "in", tmp_path / "out") == {"ada": "graded", "ben": "graded"}
    assert results(tmp_path / "out")["ben"] == (0, "empty", 1)
    assert batch(tmp_path / "in", tmp_path / "out") == {"ada": "unchanged", "ben": "unchanged"}


@pytest.mark.slow
def test_what_has_changed_or_is_damaged_is_graded_again_and_nothing_else(tmp_path):
    hand_in(tmp_path / "in", "ada", "ben", "cem")
    batch(tmp_path / "in", tmp_path / "out")
    hand_in(tmp_path / "in", "ben", text=b"1 / 0\n")
    (tmp_path / "out" / "results" / "cem.json").write_text('{"score": ')
    assert batch(tmp_path / "in", tmp_path / "out", 1) == {"ada": "unchanged", "ben": "graded", "cem": "graded"}
    assert {name: entry[0] for name, entry in results(tmp_path / "out").items()} == {"ada": 8, "ben": 0, "cem": 8}


@pytest.mark.slow
def test_ctrl_c_ends_all_processes_and_the_same_command_continues(tmp_path):
    for name in ("ada", "ben"):
        (tmp_path / "in" / name).mkdir(parents=True)
    hand_in(tmp_path / "in", "cem", text=b"import time\ntime.sleep(19)\n")
    command = [sys.executable, "-m", "autograder", "batch", tmp_path / "in", "--out", tmp_path / "out", "--jobs", "1"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # which tests in the background ignore
    ) as process:  # fmt: skip
        while not (tmp_path / "out" / "results" / "ben.json").exists():
            time.sleep(0.2)
        time.sleep(1)
        children = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        said = process.stderr.read()
        assert process.wait() == 130
    assert len(children) >= 2 and not psutil.wait_procs(children, timeout=10)[1]
    assert "interrupted: 2 graded, 0 unchanged, 0 failed; the same command continues from here" in said
    assert list(results(tmp_path / "out")) == ["ada", "ben"]
    shutil.rmtree(tmp_path / "in" / "cem" / "lab3")
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2 and "1 graded, 2 unchanged, 0 failed" in done.stdout
    assert done.stderr.splitlines()[-1] == "autograder: 3 of 3 submissions could not be graded"
    for name in ("ada", "ben", "cem"):  # unchanged or not
        assert f"{name}: nothing to grade, 0 points: no package found" in done.stderr
    assert list(results(tmp_path / "out")) == ["ada", "ben", "cem"]


def test_wrong_options_are_said_before_any_work(tmp_path, capsys):
    handed_in, out = tmp_path / "in", tmp_path / "out"
    handed_in.mkdir()
    assert main(["batch", str(handed_in), "--out", str(out)]) == 2
    assert main(["batch", str(handed_in), "--out", str(handed_in / "out")]) == 2
    assert main(["batch", str(handed_in), "--out", str(out), "--jobs", "0"]) == 2
    said = capsys.readouterr().err.splitlines()
    for sentence, line in zip(("a folder or a zip", "not among the submissions", "at least one"), said, strict=True):
        assert sentence in line
    assert not out.exists()
