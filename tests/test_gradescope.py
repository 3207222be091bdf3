"""The zip for Gradescope, from its bytes to a grade in a container."""

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from attacks.catalogue import ATTACKS
from container import Container, Unavailable

from autograder.cli import main
from autograder.config import ASSIGNMENT, SOLUTIONS, STUDENT_RELEASE, VISIBILITIES, load_config
from autograder.grade import CaseResult, Diagnosis, Grade, QuestionResult
from autograder.judge.process import JudgeFailed, JudgeProcess
from autograder.platforms.gradescope import build, container_results, read_metadata
from autograder.release.samples import wrong_samples

CONFIG = load_config()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("gradescope") / "autograder.zip"
    build(CONFIG, path)
    return path


def test_the_zip_has_the_same_bytes_each_time_and_only_what_grading_needs(archive, tmp_path):
    build(CONFIG, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        names = set(packed.namelist())
        modes = {info.filename: info.external_attr >> 16 for info in packed.infolist()}
        assert "@" not in packed.read("setup.sh").decode().replace('"$@"', "")
    assert {"setup.sh", "run_autograder", "pyproject.toml", "assignment/lab.toml"} <= names
    assert modes["run_autograder"] & 0o100 and modes["setup.sh"] & 0o100
    assert not any(name.startswith("tests/") or "__pycache__" in name for name in names)
    assert {name for name in names if name.startswith("solutions/")} == {
        "solutions/lab3.ipynb",
        "solutions/mistakes.json",
    }


def test_what_is_not_graded_yet_says_so():
    results = container_results(Grade(()), CONFIG, {}, "begun")
    assert [test["number"] for test in results["tests"]] == [question.id for question in CONFIG.questions]
    assert all(test["output"] == "not graded yet" and test["score"] == 0 for test in results["tests"])
    assert results["extra_data"]["max_score"] == 90 and "leaderboard" not in results


def trained(passed, replaced=()):
    case = CaseResult("a loss", 3, True, passed, figures={"transformer_loss": 1.5})
    return Grade((QuestionResult("training", "Training", 8, (case,), replaced),))


def test_the_leaderboard_has_what_is_a_students_own_and_right():
    assert container_results(trained(True), CONFIG, {})["leaderboard"][0]["value"] == 1.5
    for grade in (trained(False), trained(True, replaced=("causal_mask",))):
        assert "leaderboard" not in container_results(grade, CONFIG, {})


@pytest.mark.parametrize(("public", "hidden", "explained"), [(0, 0, [0]), (0, 1, [0]), (1, 0, [1])])
def test_what_was_misunderstood_stands_once_with_the_first_tests_that_failed(public, hidden, explained):
    cases = (CaseResult("seen", 1, False, bool(public)), CaseResult("unseen", 7, True, bool(hidden)))
    diagnosis = Diagnosis("training/slow", "nothing learns", "Look at the loss.")
    question = QuestionResult("training", "Training", 8, cases, diagnoses=(diagnosis,))
    entries = container_results(Grade((question,)), CONFIG, {})["tests"][:2]
    assert [i for i, entry in enumerate(entries) if "It looks as if nothing learns." in entry["output"]] == explained


def test_a_question_can_have_a_visibility_of_its_own():
    shown = replace(CONFIG.gradescope, questions={"training": "hidden"})
    tests = container_results(trained(True), replace(CONFIG, gradescope=shown), {})["tests"]
    assert {test["number"]: test["visibility"] for test in tests} == {
        question.id: "hidden" if question.id == "training" else "visible" for question in CONFIG.questions
    }


@pytest.mark.parametrize("setting", ['public_cases = "everybody"', 'questions = { essay = "hidden" }'])
def test_a_configuration_with_a_strange_visibility_is_refused(tmp_path, setting):
    text = (ASSIGNMENT / "lab.toml").read_text(encoding="utf-8")
    key = setting.partition(" ")[0]
    lines = [line for line in text.split("\n") if not line.startswith(f"{key} =")]
    lines.insert(lines.index(next(line for line in lines if line.startswith("[gradescope]"))) + 1, setting)
    (tmp_path / "lab.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r"everybody|essay"):
        load_config(tmp_path / "lab.toml")


@pytest.mark.parametrize("text", ["", "[]", '{"users": 3}', "\x00"])
def test_strange_metadata_is_none(tmp_path, text):
    (tmp_path / "m.json").write_text(text)
    assert read_metadata(tmp_path / "m.json") == {}


def test_without_its_folders_the_command_says_so(tmp_path, capsys):
    assert main(["gradescope", "run", "--root", str(tmp_path / "none")]) == 2
    assert "Gradescope's container" in capsys.readouterr().err


@pytest.mark.slow
def test_a_judge_that_fails_leaves_a_valid_file(tmp_path, monkeypatch):
    def fail(self, submission, progress):
        progress("mlp", ())
        raise JudgeFailed("broken")

    monkeypatch.setattr(JudgeProcess, "grade", fail)
    (tmp_path / "submission").mkdir()
    assert main(["gradescope", "run", "--root", str(tmp_path)]) == 3
    results = json.loads((tmp_path / "results/results.json").read_text())
    assert "not your fault" in results["output"] and results["score"] == 0


@pytest.fixture(scope="module")
def container(archive, tmp_path_factory):
    try:
        made = Container(tmp_path_factory.mktemp("container"))
    except Unavailable as reason:
        pytest.skip(str(reason))
    made.unpack(archive)
    done = made.run("bash /autograder/source/setup.sh")
    assert done.code == 0, done.output
    return made


METADATA = {
    "id": 7, "created_at": "2026-11-24T12:00:00", "users": [{"id": 1, "name": "Ada", "email": "a@b.c", "sid": "9"}] * 2,
    "previous_submissions": [{"score": 3}],
}  # fmt: skip
(MISTAKE,) = (s for s in wrong_samples(CONFIG) if s.name == "causal_mask/sees_one_ahead")
MASKS = {name: attack.module.encode() for name, attack in ATTACKS.items()} | {
    "mistake": MISTAKE.submission.files[PurePosixPath("causal_mask.py")]
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("reference", 90),
        ("skeleton", 0),
        ("mistake", 83),
        ("exit_at_import", 80),
        ("read_tests", 80),
        ("deaf_loop", 80),
    ],
)
def test_a_submission_gets_its_grade_in_the_container(container, name, score):
    submission, results = (container.path(f"/autograder/{folder}") for folder in ("submission", "results"))
    shutil.rmtree(submission, ignore_errors=True)
    (results / "results.json").unlink(missing_ok=True)
    shutil.copytree(STUDENT_RELEASE if name == "skeleton" else SOLUTIONS, submission)
    if name in MASKS:
        (submission / "lab3/causal_mask.py").write_bytes(MASKS[name])
    container.path("/autograder/submission_metadata.json").write_text(json.dumps(METADATA))

    done = container.run("/autograder/run_autograder", megabytes=768, cpus=0.5)
    assert done.code == 0, done.output
    found = json.loads((results / "results.json").read_text())
    print(f"{name}: {found['score']} points, {done.seconds:.1f} s, {done.peak_bytes >> 20} MiB")
    assert found["score"] == pytest.approx(score, abs=1e-9)
    assert sum(test["score"] for test in found["tests"]) == found["score"]
    assert {test["visibility"] for test in found["tests"]} <= set(VISIBILITIES)
    assert {test["visibility"] for test in found["tests"] if "(hidden tests)" in test["name"]} == {"after_published"}
    assert found["extra_data"]["submission"]["resubmissions"] == 1
    assert set(found["extra_data"]["isolation"]) >= {"limits", "user", "seccomp"}
    assert ("leaderboard" in found) == (name == "reference")


@pytest.mark.slow
def test_an_image_without_its_environment_says_so(container):
    results = container.path("/autograder/results/results.json")
    results.unlink(missing_ok=True)
    done = container.run(
        "mv /opt/lab /opt/gone; /autograder/run_autograder; code=$?; mv /opt/gone /opt/lab; exit $code"
    )
    found = json.loads(results.read_text())
    assert done.code != 0 and found["score"] == 0 and "could not start" in found["output"]
