"""What shows one mistake of a causal mask, whatever else is in it."""

from itertools import pairwise

import torch
from otter.test_files import test_case

OK_FORMAT = False
name = "causal_mask"
points = None
BLOCKED = -1e9
LENGTH = 12


def mask_of(lab, length=LENGTH):
    return lab.causal_mask.make_causal_mask(length)


def numbers_of(lab, length=LENGTH):
    """The numbers of a mask (length, length), without further dimensions of size 1."""
    mask = mask_of(lab, length)
    assert mask.shape[-2:] == (length, length) and mask.numel() == length * length
    return mask.reshape(length, length).double()


def places(length=LENGTH):
    """How far each key lies ahead of its query: (length, length), 0 on the diagonal and below 0 for the past."""
    at = torch.arange(length)
    return at - at[:, None]


def later(lab):
    """The numbers of the tokens after the next one, all of which a mask should hide: they are not 0."""
    found = numbers_of(lab)[places() > 1]
    assert (found != 0).all()
    return found


def constant(lab):
    """The one number that all tokens after the next one get."""
    found = later(lab)
    assert (found == found[0]).all()
    return found[0].item()


def seen(lab, length=LENGTH):
    """Which entries are 0, in a mask whose other entries hide something."""
    numbers = numbers_of(lab, length)
    found = numbers == 0
    assert not found.all() and (found | (numbers <= -100)).all()
    return found


def refuses(call):
    """Whether a call raises what torch or Python raise for values that do not fit."""
    try:
        call()
    except Exception as error:  # in the grader, a proxy for the exception knows the names of its type
        names = set(getattr(error, "type_names", [base.__name__ for base in type(error).__mro__]))
        return bool(names & {"RuntimeError", "IndexError", "ValueError", "TypeError", "AssertionError"})
    return False


@test_case(name="booleans", points=0)
def booleans(lab):
    mask = mask_of(lab)
    assert mask.dtype == torch.bool and mask.shape[-2:] == (LENGTH, LENGTH)
    assert mask[..., places() > 1].all() and not mask[..., places() < -1].any()


@test_case(name="booleans_where_allowed", points=0)
def booleans_where_allowed(lab):
    mask = mask_of(lab)
    assert mask.dtype == torch.bool and mask.shape[-2:] == (LENGTH, LENGTH)
    assert mask[..., places() < -1].all() and not mask[..., places() > 1].any()


@test_case(
    name="the mask holds True and False, where the docstring asks for floats",
    points=0,
    failure_message="Print `make_causal_mask(3).dtype`. The mask is added to the scores: which number would True be?",
)
def any_booleans(lab):
    assert mask_of(lab).dtype == torch.bool


@test_case(
    name="the mask has floats of 16 bits",
    points=0,
    failure_message="Print `make_causal_mask(3).dtype`, and `VERY_SMALL_NUMBER` in a tensor of this dtype. Which dtype "
    "does the docstring name?",
)
def sixteen_bits(lab):
    assert mask_of(lab).dtype in (torch.float16, torch.bfloat16)


@test_case(
    name="the mask is full of nan, which is not a number",
    points=0,
    failure_message='Print `make_causal_mask(3)`, and then `0 * float("-inf")`. Where in your steps does an infinity '
    "meet a zero?",
)
def nan(lab):
    assert numbers_of(lab).isnan().any()


@test_case(name="ones_where_blocked", points=0)
def ones_where_blocked(lab):
    assert constant(lab) == 1
    assert (numbers_of(lab)[places() < -1] == 0).all()


@test_case(name="ones_and_zeros", points=0)
def ones_and_zeros(lab):
    numbers = numbers_of(lab)
    assert (numbers[places() < -1] == 1).all() and (numbers[places() > 1] == 0).all()


@test_case(name="minus_infinity", points=0)
def minus_infinity(lab):
    assert constant(lab) == float("-inf")


@test_case(name="smallest_float", points=0)
def smallest_float(lab):
    assert constant(lab) == torch.finfo(torch.float32).min


@test_case(name="minus_ten_thousand", points=0)
def minus_ten_thousand(lab):
    assert constant(lab) == -1e4


@test_case(name="wrong_sign", points=0)
def wrong_sign(lab):
    assert constant(lab) > 1e3


@test_case(name="nearly_zero", points=0)
def nearly_zero(lab):
    assert abs(constant(lab)) < 1e-3


@test_case(
    name="later tokens get a number that grows with their distance, and not one number for all",
    points=0,
    failure_message="Print the first row of `make_causal_mask(4)` next to `VERY_SMALL_NUMBER`. Do all later tokens get "
    "the number that the docstring names? What did you multiply it by?",
)
def grows_with_distance(lab):
    numbers, ahead = numbers_of(lab), places()
    by_distance = [numbers[ahead == distance] for distance in range(1, LENGTH)]
    assert all((found == found[0]).all() for found in by_distance)
    sizes = [found[0].abs().item() for found in by_distance]
    assert sizes[0] < sizes[1] and all(here < there for here, there in pairwise(sizes))


@test_case(
    name="each token is hidden from itself, and nothing else is hidden",
    points=0,
    failure_message="Print `make_causal_mask(4)` and look at the diagonal, and then to the right of it. Which tokens "
    "may the first row look at, by the docstring, and which does yours hide?",
)
def itself_alone_hidden(lab):
    assert torch.equal(seen(lab), places() != 0)


@test_case(
    name="the first tokens can be seen by all, also by those before them",
    points=0,
    failure_message="Print the first row of `make_causal_mask(6)`. How many of its entries are 0, and how many tokens "
    "may the first one look at?",
)
def open_beginning(lab):
    found = seen(lab)
    first = int(found[0].sum())
    assert 1 < first < LENGTH and torch.equal(found, (places() <= 0) | (torch.arange(LENGTH) < first))


@test_case(
    name="the last token can be seen by all",
    points=0,
    failure_message="Print `make_causal_mask(4)` and look at its last column. Which is the only row that has a 0 there "
    "by the docstring? If you have a loop, print the last j that it reaches.",
)
def open_end(lab):
    assert torch.equal(seen(lab), (places() <= 0) | (torch.arange(LENGTH) == LENGTH - 1))


@test_case(
    name="the first token sees everything",
    points=0,
    failure_message="Print `make_causal_mask(4)` and look at its first row. If you have a loop over the rows, print "
    "the first i that it has.",
)
def open_first_row(lab):
    assert torch.equal(seen(lab), (places() <= 0) | (torch.arange(LENGTH) == 0)[:, None])


@test_case(
    name="the last token sees nothing",
    points=0,
    failure_message="Print `make_causal_mask(4)` and look at its last row: the last token may look at all tokens. If "
    "you have a loop over the rows, print the last i that it has.",
)
def blind_last_row(lab):
    found = seen(lab)
    assert not found[-1].any() and torch.equal(found[:-1], (places() <= 0)[:-1])


@test_case(
    name="the first token is hidden from those after it",
    points=0,
    failure_message="Print `make_causal_mask(4)` and look at its first column: every token may look at the first one. "
    "If you have a loop over the columns, print the first j that it has.",
)
def hidden_first_column(lab):
    assert torch.equal(seen(lab)[1:], ((places() <= 0) & (torch.arange(LENGTH) > 0))[1:])


@test_case(
    name="a token sees only a few of the tokens before it",
    points=0,
    failure_message="Draw `make_causal_mask(40)`, and count the zeros in its last row. How many should there be, for a "
    "token that may see itself and everything before it?",
)
def window(lab):
    for length in (LENGTH, 45, 140):
        found = seen(lab, length)
        width = int(found[-1].sum())
        if 1 < width < length and torch.equal(found, (places(length) <= 0) & (places(length) > -width)):
            return
    raise AssertionError("no window")


@test_case(
    name="a token sees only the tokens of its own block",
    points=0,
    failure_message="Draw `make_causal_mask(40)`, and mark the zeros of each row. Where does a row begin that sees "
    "nothing of the tokens before it? By the docstring, every token may look at all tokens before it.",
)
def blocks(lab):
    for length in (LENGTH, 45, 140):
        found, at = seen(lab, length), torch.arange(length)
        size = int((found[:, 0]).sum())
        if 1 < size < length and torch.equal(found, (places(length) <= 0) & (at // size == (at // size)[:, None])):
            return
    raise AssertionError("no blocks")


@test_case(name="sees_one_ahead", points=0)
def sees_one_ahead(lab):
    assert torch.equal(seen(lab), places() <= 1)


@test_case(
    name="a token sees several of the tokens after it",
    points=0,
    failure_message="Print `make_causal_mask(5)` and mark the zeros of each row. Row i should have them in the columns "
    "0 to i. How far do yours reach?",
)
def sees_several_ahead(lab):
    found = seen(lab)
    reach = int(found[0].sum())
    assert 2 < reach < LENGTH and torch.equal(found, places() < reach)


@test_case(
    name="a token sees itself, and nothing else",
    points=0,
    failure_message="Print `make_causal_mask(4)` and count the zeros of the last row. Row i should have i + 1 of them.",
)
def itself_alone(lab):
    assert torch.equal(seen(lab), places() == 0)


@test_case(name="transposed", points=0)
def transposed(lab):
    assert torch.equal(seen(lab), places() >= 0)


@test_case(
    name="a token sees the later tokens alone, and neither itself nor the past",
    points=0,
    failure_message="Print `make_causal_mask(4)` and mark the zeros of each row. Which tokens may the first row look "
    "at, and which ones the last? Compare with the matrix that you drew in part 4.",
)
def future_alone(lab):
    assert torch.equal(seen(lab), places() > 0)


@test_case(
    name="the rows of the mask stand in the reversed order",
    points=0,
    failure_message="Print `make_causal_mask(4)`. Row i belongs to the token that looks: how many tokens may the first "
    "row see, and how many the last?",
)
def rows_reversed(lab):
    assert torch.equal(seen(lab), (places() <= 0).flip(0))


@test_case(
    name="the columns of the mask stand in the reversed order",
    points=0,
    failure_message="Print `make_causal_mask(4)`. Column j belongs to token j: in which column should the first row "
    "have its 0, and in which one has it?",
)
def columns_reversed(lab):
    assert torch.equal(seen(lab), (places() <= 0).flip(1))


@test_case(
    name="a token sees neither itself nor the token before it",
    points=0,
    failure_message="Print `make_causal_mask(4)` and mark the zeros of each row. Row i should have them in the columns "
    "0 to i. How far do yours reach?",
)
def neither_itself_nor_last(lab):
    found = seen(lab)
    reach = int(found[-1].sum())
    assert 1 < reach < LENGTH - 1 and torch.equal(found, places() <= reach - LENGTH)


@test_case(
    name="all rows of the mask are alike, whichever token looks",
    points=0,
    failure_message="Print `make_causal_mask(4)`: how many zeros does each row have? If you made the rows as a list, "
    "change an entry of one row, and print the others.",
)
def rows_alike(lab):
    found = seen(lab)
    assert found.any() and (found == found[0]).all()


@test_case(name="diagonal_masked", points=0)
def diagonal_masked(lab):
    found = seen(lab)
    assert not found.diagonal().any() and found[places() < 0].all() and not found[places() > 0].any()
    numbers = numbers_of(lab)
    assert (numbers.diagonal() <= -1e3).all()


@test_case(name="nothing_masked", points=0)
def nothing_masked(lab):
    assert all((numbers_of(lab, length) == 0).all() for length in (3, LENGTH))


@test_case(name="everything_blocked", points=0)
def everything_blocked(lab):
    numbers = numbers_of(lab)
    assert (numbers <= -1e3).all()


@test_case(
    name="tokens of the past get numbers that depend on their distance, where the docstring asks for 0",
    points=0,
    failure_message="Print the last row of `make_causal_mask(4)`. Which number does the docstring name for the tokens "
    "that may be looked at, near or far?",
)
def past_by_distance(lab):
    numbers, ahead = numbers_of(lab), places()
    by_distance = [numbers[ahead == -distance] for distance in range(1, LENGTH)]
    assert all((found == found[0]).all() for found in by_distance)
    sizes = [found[0].abs().item() for found in by_distance]
    assert all(here < there for here, there in pairwise(sizes)) and sizes[-1] > 0


@test_case(
    name="a softmax has been taken of the mask",
    points=0,
    failure_message="Print `make_causal_mask(3)` and the sum of each row. The mask is added to scores first: who takes "
    "the softmax, and of what?",
)
def softmax(lab):
    numbers = numbers_of(lab)
    assert ((numbers.sum(-1) - 1).abs() < 1e-4).all() and (numbers >= 0).all()
    assert len({round(number, 3) for number in numbers[-1].tolist()}) == 1


@test_case(
    name="what may be seen gets a number of its own, where the docstring asks for 0",
    points=0,
    failure_message="Print `make_causal_mask(3)`. Which number does the docstring name for j <= i? If you began with a "
    "matrix of other numbers, print what is left of it.",
)
def past_not_zero(lab):
    found = numbers_of(lab)[places() < 0]
    assert (found == found[0]).all() and 0 < abs(found[0].item()) <= 100


@test_case(
    name="later tokens get another number than the constant of the module",
    points=0,
    failure_message="Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? "
    "Where in your code does the other number stand?",
)
def other_number(lab):
    assert abs(constant(lab) - BLOCKED) > 1e7


@test_case(
    name="later tokens do not all get the same number",
    points=0,
    failure_message="Print the first row of `make_causal_mask(6)`. Which number does the docstring name for every "
    "j > i? Which step of yours gives some of them another one?",
)
def several_numbers(lab):
    found = numbers_of(lab)[places() > 0]
    assert (found < 0).all() and found.min() < found.max() - 1


@test_case(
    name="a row and a column of the mask are missing, or there are more than tokens",
    points=0,
    failure_message="Print the shapes of `make_causal_mask(1)`, `make_causal_mask(3)` and `make_causal_mask(5)`. How "
    "many tokens has each of them a row for?",
)
def other_size(lab):
    sizes = [tuple(mask_of(lab, length).shape) for length in (3, 5)]
    assert sizes in ([(2, 2), (4, 4)], [(4, 4), (6, 6)])


@test_case(
    name="the size of the mask does not follow from sequence_len",
    points=0,
    failure_message="Print the shapes of `make_causal_mask(5)` and `make_causal_mask(3)`, in this order. Which number "
    "in your code should be `sequence_len`, or what does your code remember from an earlier call?",
)
def always_alike(lab):
    sizes = {tuple(mask_of(lab, length).shape) for length in (3, 5, 9)}
    assert len(sizes) == 1 and sizes != {(3, 3)}


@test_case(
    name="the mask is cut out of one for a certain number of tokens, so that longer texts get none of their size",
    points=0,
    failure_message="Print the shapes of `make_causal_mask(n)` for n = 10, 40, 100 and 1000. Does the docstring limit "
    "the length? Which number of yours should be `sequence_len`?",
)
def too_short(lab):
    assert tuple(mask_of(lab, 6).shape)[-2:] == (6, 6)
    for length in (20, 40, 100, 300):
        if refuses(lambda length=length: mask_of(lab, length)):
            return
        size = tuple(mask_of(lab, length).shape)[-2:]
        if size != (length, length):
            assert size[0] < length
            return
    raise AssertionError("no limit")


@test_case(
    name="the mask ends after some tokens: those further on see the future",
    points=0,
    failure_message="Draw `make_causal_mask(n)` for n = 10, 40 and 150. From which row on is something wrong? Which "
    "number of yours should be `sequence_len`?",
)
def ends(lab):
    found = seen(lab, 150)
    end = int((~found).any(-1).sum())
    assert 1 < end < 140 and found[end:].all() and torch.equal(found[:end, :end], places(end) <= 0)


@test_case(
    name="the mask is a single row, and not one row for each token",
    points=0,
    failure_message="Print `make_causal_mask(3).shape`. Who looks, and who is looked at? The docstring gives each of "
    "the two a dimension.",
)
def single_row(lab):
    assert mask_of(lab).numel() == LENGTH


@test_case(
    name="the mask loses its dimensions where there is one token only",
    points=0,
    failure_message="Print `make_causal_mask(1).shape`: the docstring says (1, 1). Which of your steps removes "
    "dimensions of size 1?",
)
def squeezed(lab):
    assert mask_of(lab, 1).dim() < 2 == mask_of(lab, 3).dim()


@test_case(name="extra_dimension", points=0)
def extra_dimension(lab):
    assert mask_of(lab).dim() == 3


@test_case(
    name="the mask has two dimensions too many",
    points=0,
    failure_message="Print `make_causal_mask(3).shape` and compare it with the docstring. Scores have shape "
    "(..., L, L): what does torch do with a mask (L, L) by itself?",
)
def two_extra_dimensions(lab):
    assert mask_of(lab).dim() == 4


@test_case(name="double_precision", points=0)
def double_precision(lab):
    assert mask_of(lab).dtype == torch.float64


@test_case(name="whole_numbers", points=0)
def whole_numbers(lab):
    assert mask_of(lab).dtype in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8)


@test_case(
    name="a device has to be given, though None is the default",
    points=0,
    failure_message="Try `make_causal_mask(4)`: `device` is None. What do torch's own functions make of `device=None`?",
)
def device_needed(lab):
    assert tuple(lab.causal_mask.make_causal_mask(4, "cpu").shape) == (4, 4)
    assert refuses(lambda: mask_of(lab, 4))


@test_case(name="device_ignored", points=0)
def device_ignored(lab):
    assert not mask_of(lab, 7).is_meta
    assert not lab.on_meta(lab.causal_mask.make_causal_mask, 8, device="meta").is_meta


@test_case(
    name="the mask comes back on the device of an earlier call",
    points=0,
    failure_message='Call `make_causal_mask(4, "meta")` and then `make_causal_mask(4).device`. What does your code '
    "remember between two calls, and when is it still right?",
)
def first_device(lab):
    assert lab.on_meta(lab.causal_mask.make_causal_mask, 11, device="meta").is_meta
    assert mask_of(lab, 11).is_meta


@test_case(
    name="one of the steps works on the CPU alone, whatever device is asked for",
    points=0,
    failure_message='Try `make_causal_mask(4, device="meta")`. Which of your steps makes a tensor without `device=`, '
    "or takes numbers out of one?",
)
def mixed_devices(lab):
    assert tuple(mask_of(lab, 17).shape) == (17, 17)
    assert refuses(lambda: lab.on_meta(lab.causal_mask.make_causal_mask, 17, device="meta"))
