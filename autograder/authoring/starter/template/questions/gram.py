"""Tests of `gram`."""

import torch
from checks.expect import expect_close, expect_float
from otter.test_files import test_case

OK_FORMAT = False
name = "gram"
points = None


@test_case(name="a row and a column for each point", points=1)
def shape(lab):
    expect_float(lab.gram.gram(torch.zeros(3, 2), 0.5), "gram of 3 points", (3, 3))


@test_case(name="two points at distance 1", points=1)
def two_points(lab):
    near = torch.tensor(-2.0).exp().item()
    expected = torch.tensor([[1.0, near], [near, 1.0]])
    expect_close(lab.gram.gram(torch.tensor([[0.0], [1.0]]), 2.0), expected, "gram([[0], [1]], 2)")


@test_case(
    name="every entry is the similarity of its two points",
    points=2,
    hidden=True,
    failure_message="Compare some entries of your matrix with rbf of the two points, for another gamma than 1.",
)
def entries(lab, reference):
    points = torch.randn(5, 3, generator=torch.Generator().manual_seed(0))
    expect_close(lab.gram.gram(points, 0.7), reference.gram.gram(points, 0.7), "gram of 5 points")


@test_case(
    name="similarities fall as gamma grows",
    points=1,
    hidden=True,
    failure_message="A larger gamma should make different points less similar. Where does your code use gamma?",
)
def falls(lab):
    points = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]])
    means = lab.mean_of_each(points, [0.1, 1.0, 10.0])  # a probe of this lab: see probes.py
    assert means == sorted(means, reverse=True) and means[0] > means[-1], f"the means should fall, but are {means}"


# A case that asks for a fixture of hooks.py counts as long: it runs by itself, and is not compared with mistakes.
# Reports show what it notes.
@test_case(
    name="a large Gram matrix has no negative eigenvalue",
    points=1,
    hidden=True,
    failure_message="Draw 60 points and look at torch.linalg.eigvalsh(gram(points, 0.5)): none should be below 0.",
)
def no_negative_eigenvalue(lab, cloud, notes):
    smallest = torch.linalg.eigvalsh(lab.gram.gram(cloud, 0.5).double()).min().item()
    notes.figure("smallest_eigenvalue", round(smallest, 6))
    assert smallest > -1e-4, f"the smallest eigenvalue is {smallest}"
