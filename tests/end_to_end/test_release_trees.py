"""The release: it is what the master gives, nothing leaks, and the same master gives the same bytes."""

import html
import json
import shutil
from dataclasses import replace

import pytest
from support.lab import LAB, ROOT, copy_of
from support.lazy import lazy

from autograder.lib.errors import ReleaseError
from autograder.lib.zips import pack_zip

building = lazy("autograder.authoring.release.build")
leaking = lazy("autograder.authoring.release.leaks")
running = lazy("autograder.authoring.release.runs")

HIDDEN_INPUT = ' \nSeñor Wolf said:\r\n\t"¡Olé!" \x00\x7f\xff²\x85 '


@pytest.fixture
def tree(tmp_path):
    return copy_of(LAB.student_release, tmp_path / "tree")


@pytest.mark.slow
def test_the_committed_release_is_what_the_master_gives():
    assert building.check_release(LAB) == []


@pytest.mark.slow
def test_the_committed_release_leaks_nothing(tree):
    assert leaking.leaks(tree, LAB) == []


@pytest.mark.slow
def test_what_must_not_be_there_is_found(tree):
    planted = {
        "notes.py": ("head_outputs = [ head( x )\n  for head in self.heads ]\n", "the solution"),
        "README.md": ("### END SOLUTION\n", "the marker"),
        "tests/attention.py": (LAB.test_file("attention").read_text(encoding="utf-8"), "a hidden case"),
        "line.html": ("<p><b>inputs</b> = token_ids[..., :-1]</p>\n", "the solution"),
        "listing.html": ("<pre>head_outputs = [\n head(x)\n for head in self.heads]</pre>", "the solution"),
        "script.html": ('<script>const told = "inputs = token_ids[..., :-1]\\nx = 1";</script>', "the solution"),
        "input.html": (f"<p>{html.escape(json.dumps(HIDDEN_INPUT)[1:-1])}</p>", "the hidden input"),
        "comment.htm": ("<!-- ### BEGIN SOLUTION -->", "the marker"),
    }
    for name, (text, _) in planted.items():
        (tree / name).write_text(text)
    found = leaking.leaks(tree, LAB)
    for name, (_, sentence) in planted.items():
        assert any(problem.startswith(f"{name}: {sentence}") for problem in found), name


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ({"source": ["%load_ext autoreload\n", "inputs = token_ids[..., :-1]"], "metadata": {}}, "the solution"),
        ({"source": "", "metadata": {"tests": HIDDEN_INPUT}}, "hidden input"),
        ({"source": "", "metadata": {}, "outputs": [{"text": "8"}]}, "outputs of cells"),
    ],
    ids=["solution", "hidden input", "outputs"],
)
def test_what_must_not_be_in_a_notebook_is_found(tree, cell, sentence):
    (tree / "lab3.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", **cell}]}))
    assert any(sentence in problem for problem in leaking.leaks(tree, LAB))


@pytest.mark.slow
def test_a_zip_is_proven_like_a_tree(tree, tmp_path):
    (tree / "more.py").write_text("### END SOLUTION\n")
    pack_zip(tree, tmp_path / "student.zip")
    assert any("marker" in problem for problem in leaking.leaks_of_zip(tmp_path / "student.zip", LAB))


@pytest.mark.slow
def test_a_starter_code_that_cannot_be_imported_is_found(tree):
    (tree / "lab3" / "causal_mask.py").write_text("raise SystemError('oops')\n")
    shutil.move(tree, tree.parent / "student_release")
    copy_of(LAB.solutions, tree.parent / "solutions")
    problems = running.problems_of_running(LAB.released_in(tree.parent))
    assert "the starter code cannot be imported: SystemError: oops" in problems


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def keep(folder):
    """The lab with its release in a folder with the executed notebook and the signatures: no build makes them anew."""
    shutil.copytree(LAB.signatures, folder / "solutions" / LAB.signatures.name)
    shutil.copy(LAB.solution_notebook, folder / "solutions")
    return LAB.released_in(folder)


@pytest.mark.slow
def test_building_twice_gives_the_same_bytes_a_failed_build_changes_nothing_and_stale_files_are_named(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("autograder.authoring.release.build.problems_of_running", lambda lab: [])  # has its own tests
    lab = keep(tmp_path)
    building.build_release(lab)
    first = snapshot(tmp_path)
    building.build_release(lab)
    assert snapshot(tmp_path) == first
    for name in ("student_release", "solutions"):
        committed = snapshot(copy_of(ROOT / name, tmp_path.parent / f"committed-{tmp_path.name}" / name))
        assert snapshot(tmp_path / name) == committed

    master = copy_of(LAB.root, tmp_path.parent / f"master-{tmp_path.name}")
    (master / "lab3" / "mlp.py").write_text("### BEGIN SOLUTION\n")
    with pytest.raises(ReleaseError, match=r"mlp\.py:1: a solution begins and does not end"):
        building.build_release(replace(lab, root=master))
    assert snapshot(tmp_path) == first

    (tmp_path / "solutions/lab3/mlp.py").write_text("old")
    (tmp_path / "solutions/extra.py").write_text("")
    (tmp_path / "student_release/check.py").unlink()
    assert building.check_release(lab) == [
        "student_release/check.py is missing", "solutions/extra.py is left over", "solutions/lab3/mlp.py is stale",
    ]  # fmt: skip
