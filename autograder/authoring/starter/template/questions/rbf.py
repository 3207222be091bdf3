"""Tests of `rbf`. Students get the public cases; hidden ones stay here."""

import torch
from checks.expect import expect_close, expect_float
from otter.test_files import test_case

OK_FORMAT = False
name = "rbf"
points = None  # each case has its own


@test_case(name="a point is as similar to itself as can be", points=1)
def same_point(lab):
    point = torch.tensor([1.0, 2.0])
    expect_close(lab.rbf.rbf(point, point, 0.5), torch.tensor(1.0), "rbf of a point with itself")


@test_case(name="two points at distance 2", points=2)
def two_points(lab):
    value = lab.rbf.rbf(torch.tensor([1.0, 1.0]), torch.tensor([3.0, 1.0]), 0.5)
    expect_float(value, "rbf([1, 1], [3, 1], 0.5)", ())
    expect_close(value, torch.tensor(-2.0).exp(), "rbf([1, 1], [3, 1], 0.5)")


# A hidden case can ask for `reference`, the view of the reference solution. Students read its `failure_message` when it
# fails, so that no hidden input is shown.
@test_case(
    name="the formula holds for points of any dimension",
    points=2,
    hidden=True,
    failure_message="Try points with 1, 3 and 10 coordinates, and compare with the formula in the docstring.",
)
def any_dimension(lab, reference):
    generator = torch.Generator().manual_seed(0)
    for dimension in (1, 3, 10):
        x, y = torch.randn(2, dimension, generator=generator)
        what = f"rbf of points with {dimension} coordinates"
        expect_close(lab.rbf.rbf(x, y, 0.3), reference.rbf.rbf(x, y, 0.3), what)
