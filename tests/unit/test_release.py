"""What is cut out of a lab for students: solutions between markers, and hidden cases with all that only they use."""

import pytest

from autograder.authoring.release.public_cases import public_version
from autograder.authoring.release.regions import solution_version, student_version
from autograder.lib.errors import ReleaseError

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

from checks.expect import expect_close, expect_equal
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
