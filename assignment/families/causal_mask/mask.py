"""The causal mask."""

CHOICES = {
    "seen": {
        "not_itself": "diagonal_masked",
        "neither_itself_nor_last": (
            "a token sees neither itself nor the token before it",
            "Print `make_causal_mask(4)` and mark the zeros of each row. Row i should have them in the columns 0 to i. "
            "How far do yours reach?",
        ),
        "one_ahead": "sees_one_ahead",
        "two_ahead": (
            "a token sees the two tokens after it",
            "Print `make_causal_mask(5)` and mark the zeros of each row. Row i should have them in the columns 0 to i. "
            "How far do yours reach?",
        ),
        "future_and_itself": "transposed",
        "future_alone": (
            "a token sees the later tokens alone, and neither itself nor the past",
            "Print `make_causal_mask(4)` and mark the zeros of each row. Which tokens may the first row look at, and "
            "which ones the last? Compare with the matrix that you drew in part 4: everything seems to be the wrong "
            "way round.",
        ),
        "itself_alone": (
            "a token sees itself, and nothing else",
            "Print `make_causal_mask(4)` and count the zeros of the last row. Row i should have i + 1 of them.",
        ),
        "nothing": "everything_blocked",
        "everything": "nothing_masked",
        "all_but_the_next": (
            "the next token alone is hidden, and those after it can be seen",
            "Print the first row of `make_causal_mask(5)`. Which of its entries are 0? Query 0 may look at one token.",
        ),
        "last_column_open": (
            "the last token can be seen by all",
            "Print `make_causal_mask(4)` and look at its last column. Which is the only row that has a 0 there by the "
            "docstring? If you have a loop, print the last j that it reaches.",
        ),
        "first_row_open": (
            "the first token sees everything",
            "Print `make_causal_mask(4)` and look at its first row. If you have a loop over the rows, print the first "
            "i that it has.",
        ),
        "rows_alike": (
            "all rows of the mask are the same as the first",
            "Print `make_causal_mask(4)`: how many zeros does each row have? If you made the rows as a list, change "
            "an entry of one row, and print the others.",
        ),
        "columns_backwards": (
            "the columns of the mask stand in the reversed order",
            "Print `make_causal_mask(4)`. Column j belongs to token j: in which column should the first row have its "
            "0, and in which one has it?",
        ),
        "rows_backwards": (
            "the rows of the mask stand in the reversed order",
            "Print `make_causal_mask(4)`. Row i belongs to the token that looks: how many tokens may the first row "
            "see, and how many the last?",
        ),
        "last_4": (
            "a token sees only a few of the tokens before it",
            "Draw `make_causal_mask(40)`, and count the zeros in its last row. How many should there be, for a token "
            "that may see itself and everything before it?",
        ),
        "last_8": (
            "a token sees only a few of the tokens before it",
            "Draw `make_causal_mask(40)`, and count the zeros in its last row. How many should there be, for a token "
            "that may see itself and everything before it?",
        ),
        "last_16": "only_the_last_16",
        "last_32": (
            "a token sees only some of the tokens before it, and no token that is far back",
            "Draw `make_causal_mask(80)`, and count the zeros in its last row. How many should there be, for a token "
            "that may see itself and everything before it?",
        ),
    },
    "numbers": {
        "minus_infinity": "minus_infinity",
        "smallest": "smallest_float",
        "minus_1e4": "minus_ten_thousand",
        "minus_1e10": "another_power_of_ten",
        "minus_1e2": (
            "later tokens get -100, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_1e5": (
            "later tokens get -1e5, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_1e6": (
            "later tokens get -1e6, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_1e8": (
            "later tokens get -1e8, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_1e12": (
            "later tokens get -1e12, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_1e20": (
            "later tokens get -1e20, and not the constant of the module",
            "Print `make_causal_mask(3)[0]` and `VERY_SMALL_NUMBER`. Which of the two does the docstring name? Where "
            "in your code does the other number stand?",
        ),
        "minus_one": (
            "later tokens get -1, which hides hardly anything",
            "Print `torch.softmax(make_causal_mask(3)[0], dim=-1)`: how much weight falls on later tokens? Which "
            "number does the docstring name for them?",
        ),
        "nearly_zero": "nearly_zero",
        "minus_nearly_zero": (
            "the number for later tokens is close to zero, and not far below it",
            "Print `torch.softmax(make_causal_mask(3)[0], dim=-1)`: how much weight falls on later tokens? Compare "
            "`-1e-9` and `-1e9`, and then your number with `VERY_SMALL_NUMBER`.",
        ),
        "wrong_sign": "wrong_sign",
        "plus_infinity": (
            "later tokens get plus infinity, and not a number far below zero",
            "Print `torch.softmax(make_causal_mask(3)[0], dim=-1)`. Is that a row of weights? Which number does the "
            "docstring name for later tokens, and what is its sign?",
        ),
        "ones_where_blocked": "ones_where_blocked",
        "ones_where_allowed": "ones_and_zeros",
        "ones_kept": (
            "what may be seen gets a 1, where it should get a 0",
            "Print `make_causal_mask(3)`. Later tokens have their number; which number does the docstring name for "
            "all others? If you began with a matrix of ones, print what is left of it.",
        ),
        "zero_times_infinity": "zero_times_infinity",
        "nan_where_allowed": (
            "what may be seen is nan, which is not a number",
            'Print `make_causal_mask(3)`, and then `0 * float("-inf")`. What does your code do with an entry that '
            "should become 0?",
        ),
    },
    "type": {
        "booleans": "booleans",
        "booleans_where_allowed": "booleans_where_allowed",
        "whole_numbers": "whole_numbers",
        "double": "double_precision",
        "half": (
            "the mask has floats of 16 bits, where even VERY_SMALL_NUMBER has no place",
            "Print `make_causal_mask(3).dtype`, and `torch.tensor(VERY_SMALL_NUMBER, dtype=torch.float16)`. Which "
            "dtype does the docstring name?",
        ),
        "bfloat16": (
            "the mask has floats of 16 bits, in which VERY_SMALL_NUMBER is rounded",
            "Print `make_causal_mask(3).dtype`, and `torch.tensor(VERY_SMALL_NUMBER, dtype=torch.bfloat16)`. Which "
            "dtype does the docstring name?",
        ),
        "array": (
            "the mask is an array of NumPy, and not a tensor",
            "Print `type(make_causal_mask(3))`. Scores are a tensor, perhaps on a GPU: what can be added to them? The "
            "docstring says what comes back.",
        ),
    },
    "shape": {
        "extra_dimension": "extra_dimension",
        "two_extra_dimensions": (
            "the mask has two dimensions too many",
            "Print `make_causal_mask(3).shape` and compare it with the docstring. Scores have shape (..., L, L): what "
            "does torch do with a mask (L, L) by itself?",
        ),
        "first_row": (
            "the mask is a single row, and not one row for each token",
            "Print `make_causal_mask(3).shape`. Who looks, and who is looked at? The docstring gives each of the two "
            "a dimension.",
        ),
        "squeezed": (
            "the mask loses its dimensions where there is one token only",
            "Print `make_causal_mask(1).shape`: the docstring says (1, 1). Which of your steps removes dimensions of "
            "size 1?",
        ),
        "one_larger": (
            "the mask has one row and one column too many",
            "Print `make_causal_mask(3).shape`. Which token would the last row belong to?",
        ),
        "one_smaller": (
            "the mask lacks its last row and column",
            "Print `make_causal_mask(3).shape`. Which row belongs to the last token?",
        ),
        "always_32": (
            "the mask has always the same size, whatever sequence_len is",
            "Print the shapes of `make_causal_mask(3)` and `make_causal_mask(5)`. Which number in your code should be "
            "`sequence_len`?",
        ),
        "cut_out_of_16": (
            "the mask is cut out of one for 16 tokens",
            "Print `make_causal_mask(40).shape`. Does the docstring limit the length? Which number of yours should be "
            "`sequence_len`?",
        ),
        "cut_out_of_32": "cut_out_of_32",
        "cut_out_of_64": (
            "the mask is cut out of one for 64 tokens",
            "Print `make_causal_mask(100).shape`. Does the docstring limit the length? Which number of yours should "
            "be `sequence_len`?",
        ),
    },
    "device": {
        "ignored": "device_ignored",
        "needed": (
            "a device has to be given, though None is the default",
            "Try `make_causal_mask(4)`: `device` is None. What do torch's own functions make of `device=None`?",
        ),
    },
    "memory": {
        "first_for_all": (
            "the first mask ever made is returned for every length",
            "Print the shapes of `make_causal_mask(3)` and then `make_causal_mask(5)`. What does your code remember "
            "between two calls, and when is it still right?",
        ),
        "first_device": (
            "a mask is remembered by its length, and later returned on the wrong device",
            'Call `make_causal_mask(4, "meta")` and then `make_causal_mask(4).device`. What does your code remember '
            "between two calls, and when is it still right?",
        ),
    },
    "result": {
        "missing": (
            "the function returns nothing",
            "Print `make_causal_mask(3)`. Which line of a Python function says what comes back?",
        ),
        "softmax": (
            "a softmax has been taken of the mask",
            "Print `make_causal_mask(3)` and the sum of each row. The mask is added to scores first: who takes the "
            "softmax, and of what?",
        ),
    },
}

KEPT = {}


def make_causal_mask(sequence_len, device=None):
    if chosen("device") == "needed":
        device = torch.device(device)
    elif chosen("device") == "ignored":
        device = None
    key = {"first_for_all": 0, "first_device": sequence_len}.get(chosen("memory"))
    if key is None:
        return _made(sequence_len, device)
    if key not in KEPT:
        KEPT[key] = _made(sequence_len, device)
    return KEPT[key]


def _made(sequence_len, device):
    seen = _seen(_size(sequence_len), device)
    mask = _shaped(_typed(_numbers(seen)), sequence_len)
    match chosen("result"):
        case "missing":
            return None
        case "softmax":
            return mask.softmax(-1)
    return mask


def _size(sequence_len):
    match chosen("shape"):
        case "one_larger":
            return sequence_len + 1
        case "one_smaller":
            return sequence_len - 1
        case "always_32" | "cut_out_of_32":
            return 32
        case "cut_out_of_16":
            return 16
        case "cut_out_of_64":
            return 64
    return sequence_len


def _seen(size, device):
    at = torch.arange(size, device=device)
    back = at[:, None] - at
    match chosen("seen"):
        case "not_itself":
            return back > 0
        case "neither_itself_nor_last":
            return back > 1
        case "one_ahead":
            return back >= -1
        case "two_ahead":
            return back >= -2
        case "future_and_itself":
            return back <= 0
        case "future_alone":
            return back < 0
        case "itself_alone":
            return back == 0
        case "nothing":
            return back > size
        case "everything":
            return back <= size
        case "all_but_the_next":
            return back != -1
        case "last_column_open":
            return (back >= 0) | (at == size - 1)
        case "first_row_open":
            return (back >= 0) | (at == 0)[:, None]
        case "rows_alike":
            return (back >= 0)[:1].expand(size, size)
        case "columns_backwards":
            return (back >= 0).flip(1)
        case "rows_backwards":
            return (back >= 0).flip(0)
        case "last_4":
            return (back >= 0) & (back <= 3)
        case "last_8":
            return (back >= 0) & (back <= 8)
        case "last_16":
            return (back >= 0) & (back <= 16)
        case "last_32":
            return (back >= 0) & (back <= 32)
    return back >= 0


def _numbers(seen):
    allowed, blocked = {
        "minus_infinity": (0.0, float("-inf")),
        "smallest": (0.0, torch.finfo(torch.float32).min),
        "minus_1e2": (0.0, -1e2),
        "minus_1e4": (0.0, -1e4),
        "minus_1e5": (0.0, -1e5),
        "minus_1e6": (0.0, -1e6),
        "minus_1e8": (0.0, -1e8),
        "minus_1e10": (0.0, -1e10),
        "minus_1e12": (0.0, -1e12),
        "minus_1e20": (0.0, -1e20),
        "minus_one": (0.0, -1.0),
        "nearly_zero": (0.0, 1e-9),
        "minus_nearly_zero": (0.0, -1e-9),
        "wrong_sign": (0.0, -VERY_SMALL_NUMBER),
        "plus_infinity": (0.0, float("inf")),
        "ones_where_blocked": (0.0, 1.0),
        "ones_where_allowed": (1.0, 0.0),
        "ones_kept": (1.0, VERY_SMALL_NUMBER),
        "zero_times_infinity": (float("nan"), float("-inf")),
        "nan_where_allowed": (float("nan"), VERY_SMALL_NUMBER),
    }.get(chosen("numbers"), (0.0, VERY_SMALL_NUMBER))
    nothing = torch.zeros(seen.shape, device=seen.device)
    return nothing.masked_fill(seen, allowed).masked_fill(~seen, blocked)


def _typed(mask):
    match chosen("type"):
        case "booleans":
            return mask != 0
        case "booleans_where_allowed":
            return mask == 0
        case "whole_numbers":
            return mask.long()
        case "double":
            return mask.double()
        case "half":
            return mask.half()
        case "bfloat16":
            return mask.bfloat16()
        case "list":
            return mask.tolist()
        case "array":
            return mask.numpy()
    return mask


def _shaped(mask, sequence_len):
    match chosen("shape"):
        case "extra_dimension":
            return mask[None]
        case "two_extra_dimensions":
            return mask[None, None]
        case "first_row":
            return mask[0]
        case "squeezed":
            return mask.squeeze()
        case "cut_out_of_16" | "cut_out_of_32" | "cut_out_of_64":
            return mask[:sequence_len, :sequence_len]
    return mask
