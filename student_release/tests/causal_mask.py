"""The causal mask."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_tensor

OK_FORMAT = False
name = "causal_mask"
points = None
BLOCKED = -1e9


@test_case(name="a square matrix of floats", points=1)
def shape_and_dtype(lab):
    expect_tensor(lab.causal_mask.make_causal_mask(3), "make_causal_mask(3)", (3, 3), torch.float32)


@test_case(name="the last token sees everything", points=1)
def last_row(lab):
    mask = lab.causal_mask.make_causal_mask(3)
    expect_tensor(mask, "make_causal_mask(3)")
    expect_close(mask[-1], torch.zeros(3), "the last row of make_causal_mask(3)")


@test_case(name="the first token sees itself alone", points=2)
def first_row(lab):
    mask = lab.causal_mask.make_causal_mask(3)
    expect_tensor(mask, "make_causal_mask(3)")
    expect_close(mask[0], torch.tensor([0.0, BLOCKED, BLOCKED]), "the first row of make_causal_mask(3)")
