"""Tests of a question of the notebook: they look at the variables that its cells assign."""

from checks.expect import expect_close, expect_equal, expect_tensor
from otter.test_files import test_case

OK_FORMAT = False
name = "nearest"
points = None


@test_case(name="similarities is a matrix, and nearest an int", points=1)
def kinds(lab):
    trace = lab.trace("nearest")
    expect_tensor(trace.similarities, "similarities", (6, 6))
    assert type(trace.nearest) is int, f"nearest should be an int, but is a {type(trace.nearest).__name__}"


@test_case(
    name="the similarities are those of the six points",
    points=1,
    hidden=True,
    failure_message="similarities should be the Gram matrix of `points` for gamma = 0.5.",
)
def similarities(lab, reference):
    expected = reference.gram.gram(reference.data.example_points(), 0.5)
    expect_close(lab.trace("nearest").similarities, expected, "similarities")


@test_case(
    name="the nearest point is the right one",
    points=1,
    hidden=True,
    failure_message="Print similarities[0]. Which of the other points has the largest number?",
)
def nearest(lab):
    expect_equal(lab.trace("nearest").nearest, 1, "nearest")
