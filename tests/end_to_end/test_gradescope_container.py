"""The zip for Gradescope, from its bytes to a grade in a container."""

import json
import shutil
import zipfile
from pathlib import PurePosixPath

import pytest
from support import on_gradescope
from support.attacks import ATTACKS
from support.container import Container, Unavailable
from support.imports import imports_of
from support.lab import IDS, LAB, mistaken
from support.lazy import lazy

from autograder.cli.main import main
from autograder.lab.settings import VISIBILITIES
from autograder.lib.errors import JudgeFailed

building = lazy("autograder.platforms.gradescope.build")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("gradescope") / "autograder.zip"
    building.build(LAB, path)
    return path


def test_the_zip_has_the_same_bytes_each_time_and_only_what_grading_needs(archive, tmp_path):
    building.build(LAB, tmp_path / "again.zip")
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
        *(f"solutions/signatures/{question}.json" for question in IDS),
    }


def test_every_module_that_the_container_imports_of_the_tool_is_in_the_zip(archive):
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist() if name.startswith("autograder/")}
    modules = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in files}
    waiting, done = {"autograder.platforms.gradescope.__main__", "autograder.grading.judge.judge"}, set()
    waiting |= {"autograder.grading.sandbox.forkserver.server", "autograder.checks.public_tests"}
    while waiting - done:
        module = (waiting - done).pop()
        assert module in modules, f"{module} is not in the zip"
        name = modules[module]
        imported = imports_of(module, files[name], name.endswith("__init__.py"), modules)
        waiting |= {each for each in imported if each.partition(".")[0] == "autograder"}
        done.add(module)
    assert len(done) > 40


@pytest.mark.slow
def test_a_judge_that_fails_leaves_a_valid_file(tmp_path, monkeypatch):
    def fail(self, submission, progress):
        progress("mlp", ())
        raise JudgeFailed("broken")

    monkeypatch.setattr("autograder.grading.judge.process.JudgeProcess.grade", fail)
    (tmp_path / "submission").mkdir()
    assert main(["gradescope", "run", "--root", str(tmp_path)]) == 3
    results = json.loads((tmp_path / "results/results.json").read_text())
    assert "not your fault" in results["output"] and results["score"] == 0


@pytest.fixture(scope="module")
def container(archive, tmp_path_factory):
    try:
        made = Container(tmp_path_factory.mktemp("container"), archive)
    except Unavailable as reason:
        pytest.skip(str(reason))
    made.unpack()
    done = made.run("bash /autograder/source/setup.sh")
    assert done.code == 0, done.output
    return made


METADATA = {
    "id": 7, "created_at": "2026-11-24T12:00:00", "users": [{"id": 1, "name": "Ada", "email": "a@b.c", "sid": "9"}] * 2,
    "previous_submissions": [{"score": 3}],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("reference", 90),
        ("skeleton", 0),
        ("mistake", 83),
        ("exit_at_import", 80),
        ("read_tests", 80.5),  # what it returns is square at least
        ("deaf_loop", 80),
    ],
)
def test_a_submission_gets_its_grade_in_the_container(container, name, score):
    submission, results = (container.path(f"/autograder/{folder}") for folder in ("submission", "results"))
    shutil.rmtree(submission, ignore_errors=True)
    (results / "results.json").unlink(missing_ok=True)
    shutil.copytree(LAB.student_release if name == "skeleton" else LAB.solutions, submission)
    if name in ATTACKS:
        (submission / "lab3/causal_mask.py").write_text(ATTACKS[name].module)
    if name == "mistake":
        mask = mistaken("causal_mask/sees_one_ahead").files[PurePosixPath("causal_mask.py")]
        (submission / "lab3/causal_mask.py").write_bytes(mask)
    container.path("/autograder/submission_metadata.json").write_text(json.dumps(METADATA))

    done = container.run("/autograder/run_autograder", megabytes=768, cpus=0.5)
    assert done.code == 0, done.output
    found = json.loads((results / "results.json").read_text())
    print(f"{name}: {found['score']} points, {done.seconds:.1f} s, {done.peak_bytes >> 20} MiB")
    assert found["score"] == pytest.approx(score, abs=1e-9)
    assert sum(test.get("score", 0) for test in found["tests"]) == found["score"]
    assert [test["number"] for test in found["tests"] if "score" not in test] == [
        f"reflection.{n}" for n in range(1, 6)
    ]
    assert {test["visibility"] for test in found["tests"]} <= set(VISIBILITIES)
    assert {test["visibility"] for test in found["tests"] if "(hidden tests)" in test["name"]} == {"after_published"}
    assert found["extra_data"]["submission"]["resubmissions"] == 1
    assert set(found["extra_data"]["isolation"]) >= {"limits", "user", "seccomp"}
    assert "leaderboard" not in found  # which this lab does not have: right solutions all learn equally well


@pytest.mark.slow
def test_an_image_without_its_environment_says_so(container):
    results = container.path("/autograder/results/results.json")
    results.unlink(missing_ok=True)
    done = container.run(
        "mv /opt/lab /opt/gone; /autograder/run_autograder; code=$?; mv /opt/gone /opt/lab; exit $code"
    )
    found = json.loads(results.read_text())
    assert done.code != 0 and found["score"] == 0 and "could not start" in found["output"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.2, 0.7, 1.5, 3, 4.5])
def test_a_container_that_is_stopped_leaves_valid_results(container, seconds):
    on_gradescope.hand_in(container)
    on_gradescope.stop_after(container, seconds)
    assert 0 <= on_gradescope.results(container)["score"] <= 90
