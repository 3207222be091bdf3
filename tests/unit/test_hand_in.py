"""The zip to hand in has what graders take, and what may be forgotten is named; nothing is run."""

import io
import json
import os
import shutil
import zipfile

import pytest
from support.lab import LAB, SETTINGS
from support.notebooks import answered, untouched

from autograder.checks import hand_in, settings
from autograder.checks.output import Style
from autograder.grading.judge.harness import write_checks


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The students' folder with everything written."""
    shutil.copytree(LAB.solutions / SETTINGS.package, tmp_path / SETTINGS.package)
    for name in LAB.given_modules:
        shutil.copy(LAB.package / name, tmp_path / SETTINGS.package)
    write_checks(LAB, tmp_path / "checks")
    known = settings.read_settings(tmp_path / "checks" / "lab.json")
    monkeypatch.setattr(hand_in, "read_settings", lambda: known)
    (tmp_path / SETTINGS.notebook).write_bytes(saved(answered()).bytes())
    return tmp_path


def saved(draft, run=True):
    """A notebook whose cells have run, and whose answers in words are written."""
    for cell in draft.cells:
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1 if run else None
        elif "manual" in cell["metadata"].get("tags", []):
            cell["source"] = "An answer."
    return draft


def said(home, capsys):
    assert hand_in.hand_in(home / "out.zip", home) == 0
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if line.startswith(("✗", "✓"))]


def test_the_zip_has_the_package_and_the_notebook_and_nothing_else(home, capsys):
    package = home / SETTINGS.package
    for name in ("__pycache__/a.pyc", ".ipynb_checkpoints/b.py", ".hidden", "parts/own.py"):
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("x = 1\n")
    assert said(home, capsys) == ["✓ Every answer is written, and the notebook is saved."]
    with zipfile.ZipFile(home / "out.zip") as packed:
        names = packed.namelist()
    assert SETTINGS.notebook in names and f"{SETTINGS.package}/parts/own.py" in names
    assert {f"{SETTINGS.package}/{name}.py" for name in SETTINGS.student_modules} <= set(names)
    assert not [name for name in names if "pycache" in name or "/." in name]
    assert all(name.partition("/")[0] in (SETTINGS.package, SETTINGS.notebook) for name in names)


def test_the_zip_is_a_submission(home, capsys):
    from autograder.grading.submission.read import read_submission

    said(home, capsys)
    submission = read_submission(home / "out.zip", SETTINGS)
    assert submission.notebook and {f"{name}.py" for name in SETTINGS.student_modules} <= set(
        map(str, submission.files)
    )


def test_the_starter_code_is_named_function_by_function(home, capsys):
    shutil.copytree(LAB.student_release / SETTINGS.package, home / SETTINGS.package, dirs_exist_ok=True)
    for name in LAB.given_modules:
        shutil.copy(LAB.package / name, home / SETTINGS.package)
    (home / SETTINGS.notebook).write_bytes(untouched().bytes())
    lines = said(home, capsys)
    assert "✗ lab3/objective.py has no code yet for next_token_pairs, language_model_loss." in lines
    assert any("no answer to 12 cells with a TODO" in line for line in lines)
    assert any("5 of 5 written answers empty. A person reads them, for 10 points." in line for line in lines)


def test_what_files_can_show_is_named(home, capsys):
    package = home / SETTINGS.package
    (package / "models.py").write_text("STEPS = {}\n")
    (package / "plotting.py").write_bytes((package / "plotting.py").read_bytes().replace(b"\n", b"\r\n"))
    (package / "mlp.py").write_text("x = 1\ndef (:\n")
    (package / "objective.py").unlink()
    (package / "model.pt").write_bytes(bytes(hand_in.LARGE + 1))
    (home / SETTINGS.notebook).write_bytes(saved(answered(), run=False).bytes())
    lines = "\n".join(said(home, capsys))
    assert "lab3/mlp.py, line 2: this is no Python" in lines and "lab3/objective.py is missing." in lines
    assert "Changed, though given: lab3/models.py. The grader takes its own." in lines
    assert "was saved before 12 cells with code of yours had run" in lines
    assert "Large, and not needed for the grade: lab3/model.pt" in lines


def test_a_notebook_older_than_its_checkpoint_is_named(home, capsys):
    checkpoint = home / ".ipynb_checkpoints" / "lab3-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_bytes(saved(answered()).bytes() + b"\n")
    os.utime(home / SETTINGS.notebook, (1e9, 1e9))
    assert "is older than what Jupyter saved last" in "\n".join(said(home, capsys))


@pytest.mark.parametrize("content", [None, b"no notebook", json.dumps({"cells": []}).encode()])
def test_a_notebook_that_is_none_is_no_error(home, capsys, content):
    (home / SETTINGS.notebook).unlink()
    if content is not None:
        (home / SETTINGS.notebook).write_bytes(content)
    assert all(line.startswith("✗") or not content for line in said(home, capsys))


def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(home):
    with pytest.raises(hand_in.CannotHandIn, match="cannot be written"):
        hand_in.hand_in(home / "none" / "out.zip", home)
    shutil.rmtree(home / SETTINGS.package)
    with pytest.raises(hand_in.CannotHandIn, match="there is no folder lab3/"):
        hand_in.hand_in(home / "out.zip", home)
    assert not (home / "out.zip").exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environment", "coloured"),
    [(Terminal(), {}, True), (io.StringIO(), {}, False), (Terminal(), {"NO_COLOR": "1"}, False),
     (Terminal(), {"TERM": "dumb"}, False), (None, {}, False)],
)  # fmt: skip
def test_colours_are_for_terminals(monkeypatch, stream, environment, coloured):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (Style(stream).good("x") != "x") == coloured
