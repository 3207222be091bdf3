"""What holds for every right causal mask."""

import torch
from otter.test_files import test_case

from checks.expect import expect_equal, expect_float, expect_tensor

OK_FORMAT = False
name = "causal_mask"
points = None
BLOCKED = -1e9


def mask_of(lab, length):
    """The submission's mask as a tensor with two dimensions."""
    mask = lab.causal_mask.make_causal_mask(length)
    expect_float(mask, f"make_causal_mask({length})", (length, length))
    return mask


@test_case(
    name="a tensor comes back",
    points=0,
    failure_message="Print `type(make_causal_mask(3))`. Which line of your function says what comes back?",
)
def tensor(lab):
    expect_tensor(lab.causal_mask.make_causal_mask(5), "make_causal_mask(5)")


@test_case(
    name="the mask has a row and a column for each token, whatever their number",
    points=0,
    failure_message="Print `make_causal_mask(n).shape` for n = 1, 2 and 70: the docstring says (n, n), with no other "
    "dimension.",
)
def shape(lab):
    for length in (3, 1, 2, 5, 70, 130, 270, 3):
        mask = lab.causal_mask.make_causal_mask(length)
        expect_tensor(mask, f"make_causal_mask({length})", (length, length))


@test_case(
    name="the mask holds floats of 32 bits",
    points=0,
    failure_message="Print `make_causal_mask(3).dtype`. The mask is added to scores, which are of `torch.float32`.",
)
def dtype(lab):
    expect_tensor(lab.causal_mask.make_causal_mask(5), "make_causal_mask(5)", dtype=torch.float32)


@test_case(
    name="every entry is a number",
    points=0,
    failure_message="Print `make_causal_mask(3)`. Where in your steps does an infinity meet a zero?",
)
def numbers(lab):
    wrong = int(mask_of(lab, 5).isnan().sum())
    assert not wrong, f"make_causal_mask(5) should hold numbers alone, but {wrong} of its entries are nan"


@test_case(
    name="a token sees itself",
    points=0,
    failure_message="Print the diagonal of `make_causal_mask(3)`. Which number does the docstring name for j = i?",
)
def itself(lab):
    mask = mask_of(lab, 5)
    for i in range(5):
        entry = mask[i, i].item()
        assert entry == 0, f"entry [{i}, {i}] of make_causal_mask(5) should be 0, but is {entry:g}"


@test_case(
    name="a token sees every token before it",
    points=0,
    failure_message="Print `make_causal_mask(5)` and look to the left of the diagonal: all of these entries belong to "
    "tokens of the past. Then try a longer one.",
)
def past(lab):
    for length in (5, 45, 130, 270):
        mask = mask_of(lab, length)
        hidden = (mask.tril(-1) != 0).nonzero()
        if len(hidden):
            i, j = hidden[0].tolist()
            found = mask[i, j].item()
            raise AssertionError(
                f"entry [{i}, {j}] of make_causal_mask({length}) should be 0, because token {j} comes before token "
                f"{i}, but it is {found:g}"
            )


@test_case(
    name="no token sees a later one",
    points=0,
    failure_message="Print `make_causal_mask(5)` and look to the right of the diagonal: none of these entries may be "
    "0, because they belong to tokens of the future.",
)
def future(lab):
    for length in (2, 5, 45, 130, 270):
        mask = mask_of(lab, length)
        later = torch.ones(length, length).triu(1)
        seen = ((mask >= 0) & (later == 1)).nonzero()
        if len(seen):
            i, j = seen[0].tolist()
            found = mask[i, j].item()
            raise AssertionError(
                f"entry [{i}, {j}] of make_causal_mask({length}) should be far below 0, because token {j} comes after "
                f"token {i}, but it is {found:g}"
            )


@test_case(
    name="what is hidden gets exactly VERY_SMALL_NUMBER",
    points=0,
    failure_message="Print `make_causal_mask(3)[0]` next to `VERY_SMALL_NUMBER`. Where in your code does the number "
    "stand?",
)
def constant(lab):
    for length in (5, 40, 270):
        mask = mask_of(lab, length)
        later = torch.ones(length, length).triu(1) == 1
        for i, j in (later & ~((mask - BLOCKED).abs() <= 1e4)).nonzero()[:1].tolist():
            raise AssertionError(
                f"entry [{i}, {j}] of make_causal_mask({length}) should be -1e+09, but is {mask[i, j].item():g}"
            )


@test_case(
    name="a softmax of mask and scores gives weight to the past alone",
    points=0,
    failure_message="Add your mask to `torch.zeros(3, 3)`, take `softmax(dim=-1)` and print it: row i should share "
    "its weight among the columns 0 to i.",
)
def weights(lab):
    mask = mask_of(lab, 5)
    found = (torch.zeros(5, 5) + mask).softmax(-1)
    for i in range(5):
        expected = 1 / (i + 1)
        weight = found[i, : i + 1].tolist()
        close = all(abs(each - expected) < 1e-4 for each in weight)
        assert close, (
            f"equal scores of row {i} should give the weights {expected:z.3g}, but the first is {weight[0]:z.3g}"
        )


@test_case(
    name="the mask is on the device asked for, at each call",
    points=0,
    failure_message='Print `make_causal_mask(3, device="meta").device`, and then `make_causal_mask(3).device`. Which '
    "of your steps makes a tensor, and where?",
)
def device(lab):
    make = lab.causal_mask.make_causal_mask
    for asked in ("meta", torch.device("meta")):
        found = lab.on_meta(make, 6, asked).device.type
        assert found == "meta", (
            f"make_causal_mask(6, device={str(asked)!r}) should be on this device, but is on {found}"
        )
    expect_equal(make(6).device.type, "cpu", "the device of make_causal_mask(6), called next,")
    expect_equal(make(6, "cpu").device.type, "cpu", 'the device of make_causal_mask(6, "cpu")')
