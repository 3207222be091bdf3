"""The causal mask."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_tensor

OK_FORMAT = False
name = "causal_mask"
points = None
BLOCKED = -1e9


@test_case(name="a square matrix of floats", points=1)
def shape_and_dtype(lab):
    expect_float(lab.causal_mask.make_causal_mask(3), "make_causal_mask(3)", (3, 3))


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


@test_case(
    name="a token sees itself and everything before it",
    points=3,
    hidden=True,
    failure_message="Draw the mask for 4 tokens: which entries of each row are 0? Query i sees keys 0 to i.",
)
def sees_the_past(lab):
    for length in (1, 2, 7):
        mask = lab.causal_mask.make_causal_mask(length)
        expect_float(mask, f"make_causal_mask({length})", (length, length))
        for query in range(length):
            seen = (mask[query] == 0).nonzero().flatten().tolist()
            assert seen == list(range(query + 1)), f"query {query} should see keys 0..{query}, but sees {seen}"


@test_case(
    name="everything later gets VERY_SMALL_NUMBER",
    points=2,
    hidden=True,
    failure_message="Entries with j > i are exactly VERY_SMALL_NUMBER, nothing else.",
)
def blocks_the_future(lab):
    mask = lab.causal_mask.make_causal_mask(6)
    later = [mask[query, key].item() for query in range(6) for key in range(query + 1, 6)]
    expect_close(torch.tensor(later), torch.full((15,), BLOCKED), "the entries right of the diagonal")


@test_case(
    name="the mask is made on the device asked for",
    points=1,
    hidden=True,
    failure_message="A mask on the CPU cannot be added to scores on a GPU: what is `device` for?",
)
def device(lab):
    assert lab.causal_mask.make_causal_mask(4, device=torch.device("meta")).is_meta, "the mask should be on meta"
    assert lab.causal_mask.make_causal_mask(4, "meta").is_meta, "the mask should be on meta"
