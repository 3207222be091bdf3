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


@test_case(
    name="a token sees itself and everything before it",
    points=3,
    hidden=True,
    failure_message="Draw the mask for 4 tokens: which entries of each row are 0? Query i sees keys 0 to i, however "
    "many tokens there are.",
)
def sees_the_past(lab):
    lengths = (2, 7, 1, 33, 100, 64, 260)
    masks = [lab.causal_mask.make_causal_mask(length) for length in lengths]
    for length, mask in zip(lengths, masks, strict=True):
        expect_float(mask, f"make_causal_mask({length})", (length, length))
        seen = torch.ones(length, length, dtype=torch.bool).tril()
        expect_close(mask == 0, seen, f"where make_causal_mask({length}) is 0")


@test_case(
    name="everything later gets VERY_SMALL_NUMBER",
    points=2,
    hidden=True,
    failure_message="Entries with j > i are exactly VERY_SMALL_NUMBER, nothing else.",
)
def blocks_the_future(lab):
    for length in (6, 11, 35, 90):
        mask = lab.causal_mask.make_causal_mask(length)
        expect_float(mask, f"make_causal_mask({length})", (length, length))
        queries, keys = torch.triu_indices(length, length, offset=1)
        blocked = torch.full(queries.shape, BLOCKED)
        expect_close(mask[queries, keys], blocked, f"the entries of make_causal_mask({length}) right of the diagonal")


@test_case(
    name="the mask is made on the device asked for",
    points=1,
    hidden=True,
    failure_message="A mask on the CPU cannot be added to scores on a GPU: what is `device` for, at each call?",
)
def device(lab):
    make = lab.causal_mask.make_causal_mask
    for elsewhere in (torch.device("meta"), "meta"):
        mask = lab.on_meta(make, 4, device=elsewhere)
        expect_tensor(mask, f"the mask on {elsewhere}", (4, 4))
        assert mask.is_meta, "the mask should be on meta"
    assert not make(4).is_meta, "the next mask should be on the CPU again"
