"""The causal mask."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_tensor

OK_FORMAT = False
name = "causal_mask"
points = None
BLOCKED = -1e9


@test_case(name="a square matrix of floats", points=0.5)
def shape_and_dtype(lab):
    expect_tensor(lab.causal_mask.make_causal_mask(3), "make_causal_mask(3)", (3, 3), torch.float32)


@test_case(name="the last token sees everything", points=1)
def last_row(lab):
    mask = lab.causal_mask.make_causal_mask(3)
    expect_tensor(mask, "make_causal_mask(3)")
    expect_close(mask[-1], torch.zeros(3), "the last row of make_causal_mask(3)")


@test_case(name="the first token sees itself alone", points=1.5)
def first_row(lab):
    mask = lab.causal_mask.make_causal_mask(3)
    expect_tensor(mask, "make_causal_mask(3)")
    expect_close(mask[0], torch.tensor([0.0, BLOCKED, BLOCKED]), "the first row of make_causal_mask(3)")


@test_case(name="a text may have one token, or fifty", points=0.5)
def any_length(lab):
    for length in (1, 50):
        mask = lab.causal_mask.make_causal_mask(length)
        expect_float(mask, f"make_causal_mask({length})", (length, length))
        expect_close(mask[-1], torch.zeros(length), f"the last row of make_causal_mask({length})")
        expected = torch.tensor([0.0] + [BLOCKED] * (length - 1))
        expect_close(mask[0], expected, f"the first row of make_causal_mask({length})")


@test_case(name="the mask is on the device asked for", points=0.5)
def asked_for(lab):
    mask = lab.on_meta(lab.causal_mask.make_causal_mask, 3, device="meta")
    expect_tensor(mask, 'make_causal_mask(3, device="meta")')
    assert mask.is_meta, f'make_causal_mask(3, device="meta") should be on meta, but is on {mask.device}'
