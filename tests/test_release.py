"""The release: skeletons that work, nothing that leaks, and the same bytes each time."""

import json
import shutil

import pytest

from autograder.config import ASSIGNMENT, NOTEBOOK, QUESTIONS, ROOT, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.release.build import build_release, check_release, pack_zip
from autograder.release.proof import prove, prove_zip
from autograder.release.public_cases import public_version
from autograder.release.regions import ReleaseError, solution_version, student_version

CONFIG = load_config()
MASTER = '''def double(x):
    """Twice x."""
    # TODO(attention): return twice x.
    # Try it on 3.
    ### BEGIN SOLUTION
    twice = x + x
    return twice
    ### END SOLUTION
'''


def test_the_student_gets_the_todo_and_an_error_that_names_it():
    skeleton = student_version(MASTER, "lab3/m.py")
    assert "# TODO(attention): return twice x.\n    # Try it on 3." in skeleton
    assert "twice = x + x" not in skeleton and "###" not in skeleton
    names = {}
    exec(skeleton, names)
    with pytest.raises(NotImplementedError, match=r"attention: double has no code yet.*lab3/m.py"):
        names["double"](3)


def test_the_solution_has_neither_markers_nor_todos():
    solution = solution_version(MASTER, "lab3/m.py")
    assert "TODO" not in solution and "Try it" not in solution and "###" not in solution
    names = {}
    exec(solution, names)
    assert names["double"](3) == 6


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (MASTER.replace("    ### END SOLUTION\n", ""), r"lab3/m.py:5: a solution begins and does not end"),
        (MASTER.replace("    ### BEGIN SOLUTION\n", ""), r"lab3/m.py:7: a solution ends that never began"),
        (MASTER.replace("# TODO(attention)", "# to do"), r"lab3/m.py:5: a solution without a comment"),
        (MASTER.replace("    twice", "    ### BEGIN SOLUTION\n    twice"), r"lab3/m.py:6: .* inside another one"),
    ],
)
def test_markers_that_do_not_fit_are_named_with_their_line(source, sentence):
    with pytest.raises(ReleaseError, match=sentence):
        student_version(source, "lab3/m.py")


TESTS = '''"""Tests."""

from lab3.expect import expect_close, expect_equal
from otter.test_files import test_case

OK_FORMAT = False
name = "q"
points = None
SECRET = "The hidden input!"


def shared():
    return 1


def secretly():
    return SECRET


@test_case(name="public", points=1)
def public(lab):
    expect_equal(shared(), 1, "it")


@test_case(name="hidden", points=1, hidden=True, failure_message="No.")
def hidden(lab):
    expect_close(secretly(), shared(), "it")
'''


def test_hidden_cases_go_with_all_that_only_they_use():
    public = public_version(TESTS)
    assert "def public" in public and "def shared" in public
    for gone in ("def hidden", "secretly", "SECRET", "expect_close", "No."):
        assert gone not in public
    compile(public, "q.py", "exec")


@pytest.fixture
def tree(tmp_path):
    return shutil.copytree(STUDENT_RELEASE, tmp_path / "tree", ignore=shutil.ignore_patterns("__pycache__"))


def leaks(tree):
    return prove(tree, ASSIGNMENT, QUESTIONS, CONFIG)


def test_the_committed_release_is_what_the_master_gives():
    assert check_release(ASSIGNMENT, ROOT, CONFIG) == []


def test_the_committed_release_leaks_nothing(tree):
    assert leaks(tree) == []


def test_a_solution_in_another_layout_is_found(tree):
    (tree / "notes.py").write_text("head_outputs = [ head( x )\n  for head in self.heads ]\n")
    assert any("notes.py: the solution" in problem for problem in leaks(tree))


def test_a_solution_in_a_cell_of_a_notebook_is_found(tree):
    cell = {"cell_type": "code", "source": ["%load_ext autoreload\n", "inputs = token_ids[..., :-1]"], "metadata": {}}
    (tree / "lab3.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert any("the solution" in problem for problem in leaks(tree))


def test_a_hidden_input_in_the_metadata_of_a_notebook_is_found(tree):
    cell = {"cell_type": "code", "source": "", "metadata": {"tests": 'Señor Wolf said:\n\t"¡Olé!" \x00\x7f\xff'}}
    (tree / "lab3.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert any("hidden input" in problem for problem in leaks(tree))


def test_a_hidden_case_is_found(tree):
    shutil.copy(QUESTIONS / "attention.py", tree / "tests" / "attention.py")
    assert any("a hidden case" in problem for problem in leaks(tree))


def test_a_marker_and_a_missing_todo_and_a_broken_import_are_found(tree):
    (tree / "lab3" / "causal_mask.py").write_text("### BEGIN SOLUTION\nraise SystemError('oops')\n")
    problems = "\n".join(leaks(tree))
    for expected in ("the marker", "no file has a TODO(causal_mask)", "SystemError: oops"):
        assert expected in problems


def test_a_zip_is_proven_like_a_tree(tree, tmp_path):
    (tree / "more.py").write_text("### END SOLUTION\n")
    pack_zip(tree, tmp_path / "student.zip")
    assert any("marker" in problem for problem in prove_zip(tmp_path / "student.zip", ASSIGNMENT, QUESTIONS, CONFIG))


def snapshot(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def keep_outputs(folder):
    """Put the executed notebook there, so that a build need not run it again."""
    (folder / "solutions").mkdir()
    shutil.copy(SOLUTIONS / NOTEBOOK, folder / "solutions")


def test_building_twice_gives_the_same_bytes_and_a_failed_build_changes_nothing(tmp_path):
    keep_outputs(tmp_path)
    build_release(ASSIGNMENT, tmp_path, CONFIG)
    first = snapshot(tmp_path)
    build_release(ASSIGNMENT, tmp_path, CONFIG)
    assert snapshot(tmp_path) == first
    master = shutil.copytree(ASSIGNMENT, tmp_path / "master")
    (master / "lab3" / "mlp.py").write_text("### BEGIN SOLUTION\n")
    first = snapshot(tmp_path)
    with pytest.raises(ReleaseError):
        build_release(master, tmp_path, CONFIG)
    assert snapshot(tmp_path) == first


def test_a_stale_file_is_named(tmp_path):
    keep_outputs(tmp_path)
    build_release(ASSIGNMENT, tmp_path, CONFIG)
    (tmp_path / "solutions/lab3/mlp.py").write_text("old")
    (tmp_path / "solutions/extra.py").write_text("")
    (tmp_path / "student_release/check.py").unlink()
    assert check_release(ASSIGNMENT, tmp_path, CONFIG) == [
        "student_release/check.py is missing", "solutions/extra.py is left over", "solutions/lab3/mlp.py is stale",
    ]  # fmt: skip
