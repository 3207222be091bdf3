"""What shows one mistake on the way from logits to probabilities, or from a prompt to a text."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_raises

OK_FORMAT = False
name = "generation"
points = None

N_VOCAB = 256
EVEN = torch.zeros(N_VOCAB, N_VOCAB)
NEARLY_EVEN = EVEN + 1  # "u" is a little likelier than the others, and the code point 0 less likely
NEARLY_EVEN[:, [ord("u"), 0]] = torch.tensor([1.3, 0.0])


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def after(step=1, sure=45.0):
    """Logits that lead from each token to the one `step` further, almost surely."""
    return sure * torch.eye(N_VOCAB).roll(step, dims=1)


def only(logits, others=-300.0):
    """Logits of these characters, after any token; all others have the same."""
    table = torch.full((N_VOCAB, N_VOCAB), others)
    for character, logit in logits.items():
        table[:, ord(character)] = logit
    return table


def shares(lab, *logits, temperature=1.0):
    """The probabilities of one position with these logits, as floats."""
    found = lab.generation.next_token_probabilities(torch.tensor([logits]), temperature)
    return found.double().flatten().tolist()


def gap(lab, difference, temperature=1.0):
    """The logarithm of the ratio of two probabilities, whose logits differ by so much: how often it goes into 1."""
    first, second = shares(lab, 0.0, difference, temperature=temperature)
    return math.log(second / first)


def near(found, wanted, within=0.002):
    return abs(found - wanted) < within


def is_close(found, wanted):
    return found.shape == wanted.shape and torch.allclose(found.double(), wanted.double(), rtol=1e-4, atol=1e-6)


def probabilities_are_right(lab):
    """Whether `next_token_probabilities` seems to be as it should, so that something is due to `generate`."""
    logits = torch.randn(3, N_VOCAB, generator=seeded(80))
    for value in (1.0, 0.5, 3.0):
        if not is_close(lab.generation.next_token_probabilities(logits, value), (logits[-1] / value).softmax(-1)):
            return False
    return True


def text_of(lab, table, prompt, n_new, temperature=1.0, seed=80, max_len=None, lag=0):
    """What is written after a prompt, by a ready-made model, without the prompt."""
    text = all_of(lab, table, prompt, n_new, temperature, seed, max_len, lag)
    assert text.startswith(prompt)
    return text[len(prompt) :]


def all_of(lab, table, prompt, n_new, temperature=1.0, seed=80, max_len=None, lag=0):
    """All of the text that comes back."""
    model = lab.table_model(table, max_len, lag)
    return lab.generation.generate(model, prompt, n_new, temperature, seeded(seed))


def fails(call, kind="Exception"):
    """Whether a call ends with an exception of this kind."""
    expect_raises(kind, call, "the call")
    return True


def share_of(character, text):
    return text.count(character) / len(text)


# probabilities: the position


def positions(lab, *size):
    """Logits of this shape, and what comes back for them."""
    logits = torch.randn(size, generator=seeded(81))
    return logits, lab.generation.next_token_probabilities(logits, 1.0)


@test_case(
    name="the dimension of the positions is still there, with size 1",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (4, 5), and compare it with the "
    "docstring. What is the difference between the indices -1 and -1:?",
)
def kept(lab):
    assert tuple(positions(lab, 3, 7)[1].shape) == (1, 7) and tuple(positions(lab, 2, 3, 7)[1].shape) == (2, 1, 7)


@test_case(
    name="the probabilities of all positions come back, and not those of the last one alone",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (4, 5), and compare it with the "
    "docstring.",
)
def all_positions(lab):
    for size in ((3, 7), (2, 3, 7)):
        assert tuple(positions(lab, *size)[1].shape) == size


@test_case(
    name="the last entry of the first dimension is taken, which is a document where there is a batch",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (2, 3, 5), two documents of three "
    "positions. Which dimension is that of the positions, counted from the end?",
)
def last_document(lab):
    assert tuple(positions(lab, 2, 3, 7)[1].shape) == (3, 7) and tuple(positions(lab, 4, 3, 7)[1].shape) == (3, 7)


@test_case(name="batch_expected", points=0)
def needs_batch(lab):
    logits, found = positions(lab, 2, 3, 7)
    assert is_close(found, logits[:, -1].softmax(-1))
    try:
        logits, found = positions(lab, 3, 7)
    except Exception:
        return
    assert tuple(found.shape) != (7,)


@test_case(
    name="dimensions are counted from the front, so that only one batch dimension or none is possible",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (2, 2, 3, 5). Which dimensions are "
    "those of the positions and of the vocabulary, counted from the end?",
)
def counted_from_front(lab):
    logits, found = positions(lab, 2, 3, 7)
    assert is_close(found, logits[:, -1].softmax(-1))
    try:
        logits, found = positions(lab, 2, 2, 3, 7)
    except Exception:
        return
    assert not is_close(found, logits[..., -1, :].softmax(-1))


@test_case(
    name="dimensions of size 1 are lost",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (1, 3, 5), and compare it with the "
    "docstring. What does `squeeze` do?",
)
def squeezed(lab):
    _, found = positions(lab, 1, 3, 7)
    assert tuple(found.shape) == (7,) and tuple(positions(lab, 2, 3, 7)[1].shape) == (2, 7)


@test_case(name="first_position", points=0)
def first(lab):
    logits, found = positions(lab, 3, 7)
    logits[1:] = 0
    assert is_close(lab.generation.next_token_probabilities(logits, 1.0), found)
    logits[0] = 0
    assert not is_close(lab.generation.next_token_probabilities(logits, 1.0), found)


# probabilities: the softmax


@test_case(
    name="the logits that are passed in are changed",
    points=0,
    failure_message="Print `logits` before and after a call of `next_token_probabilities(logits, 2.0)`. Which of your "
    "operators works in place? A function leaves the data of its caller as they are.",
)
def in_place(lab):
    logits = torch.randn(2, 3, 7, generator=seeded(82))
    changed, _ = lab.arguments_after(lab.generation.next_token_probabilities, logits, 2.0)
    assert not torch.equal(changed, logits)


@test_case(
    name="there is no softmax: what comes back are logits",
    points=0,
    failure_message="Print the sum of your probabilities, and look for negative ones. What turns scores into "
    "probabilities?",
)
def no_softmax(lab):
    first, second, third = shares(lab, -1.0, 0.5, 2.0)
    assert near(first, -1) and near(second, 0.5) and near(third, 2)


@test_case(
    name="the probabilities are logarithms: `log_softmax` is not `softmax`",
    points=0,
    failure_message="Print your probabilities: can one be negative? What should they sum to?",
)
def logarithms(lab):
    found = shares(lab, -1.0, 0.5, 2.0)
    assert max(found) < 0 and near(sum(map(math.exp, found)), 1) and near(found[2] - found[1], 1.5)


@test_case(
    name="each logit goes through a sigmoid by itself, where a softmax makes them compete",
    points=0,
    failure_message="Print the sum of your probabilities. What happens to the other tokens when one logit grows?",
)
def sigmoid(lab):
    for found, logit in zip(shares(lab, -1.0, 0.5, 2.0), (-1.0, 0.5, 2.0), strict=True):
        assert near(found, 1 / (1 + math.exp(-logit)))


@test_case(
    name="the exponentials are not divided by their sum",
    points=0,
    failure_message="Print the sum of your probabilities, for several logits. What does a softmax do after it has "
    "taken exponentials?",
)
def not_divided(lab):
    found = shares(lab, -1.0, 0.5, 2.0)
    assert min(found) > 0 and near(math.log(found[2] / found[1]), 1.5) and near(math.log(found[1] / found[0]), 1.5)
    assert abs(sum(found) - 1) > 0.01


@test_case(
    name="the softmax runs over the first dimension, which is the documents where there is a batch",
    points=0,
    failure_message="Print the sums of your probabilities over the last dimension, for logits of shape (2, 3, 5). Each "
    "document has probabilities of its own.",
)
def over_documents(lab):
    logits, found = positions(lab, 4, 3, 7)
    assert is_close(found, logits[:, -1].softmax(0)) or is_close(found, logits.softmax(0)[:, -1])


@test_case(
    name="the softmax runs over the positions, and not over the tokens",
    points=0,
    failure_message="Print the sum of your probabilities. Who competes with whom: the tokens at one position, or the "
    "positions of a text?",
)
def over_positions(lab):
    logits, found = positions(lab, 2, 3, 7)
    assert is_close(found, logits.softmax(-2)[:, -1])


@test_case(
    name="the logits of several positions are mixed",
    points=0,
    failure_message="Change the first row of `logits`, and print your probabilities before and after. Which position "
    "guesses the token that is not there yet?",
)
def mixed(lab):
    logits, found = positions(lab, 3, 7)
    assert tuple(found.shape) == (7,)
    for row in (0, 1, 2):
        other = logits.clone()
        other[row] = -other[row]
        assert not is_close(lab.generation.next_token_probabilities(other, 1.0), found)


@test_case(
    name="the softmax is taken twice",
    points=0,
    failure_message="Make one logit much larger than the others. Its probability should come near 1: how far does "
    "yours get?",
)
def twice(lab):
    found = torch.tensor(shares(lab, -1.0, 0.5, 2.0))
    once = torch.tensor([-1.0, 0.5, 2.0]).softmax(-1)
    assert is_close(found, once.softmax(-1))


@test_case(name="exponentials_overflow", points=0)
def overflow(lab):
    assert near(gap(lab, 2.0), 2) and not all(map(math.isfinite, shares(lab, 500.0, 499.0, 0.0)))


@test_case(
    name="the largest logit of all documents is subtracted in each of them, so that some have no probabilities",
    points=0,
    failure_message="Print your probabilities for two documents, one with the logits 0 and 1, and one with 500 and "
    "501. Over which dimensions do you take the largest logit?",
)
def largest_of_all(lab):
    logits = torch.tensor([[[0.0, 1.0]], [[500.0, 501.0]]])
    found = lab.generation.next_token_probabilities(logits, 1.0)
    alone = torch.tensor([0.0, 1.0]).softmax(-1)
    assert is_close(found[1], alone) and not is_close(found[0], alone) and near(gap(lab, 2.0), 2)


@test_case(
    name="large logits are cut to a largest value, so that they become alike",
    points=0,
    failure_message="Print your probabilities for the logits 500 and 502, and for -500 and -502. Should they be alike? "
    "What keeps a softmax finite without a change of its result?",
)
def cut(lab):
    assert near(gap(lab, 2.0), 2)
    for logits in ((500.0, 502.0), (-500.0, -502.0), (40.0, 42.0), (5000.0, 5002.0)):
        first, second = shares(lab, *logits)
        if near(first, 0.5) and near(second, 0.5):
            return
    raise AssertionError("no logits are cut")


@test_case(
    name="the probabilities are rounded, so that unlikely tokens can never come",
    points=0,
    failure_message="Print the probabilities of the logits 0, 3 and 12 with ten digits. Which of your calls makes them "
    "coarser? For a print alone, there are formats.",
)
def rounded(lab):
    logits = torch.tensor([-6.0, -1.1, 0.0, 0.7, 1.3])
    right = logits.double().softmax(-1)
    found = torch.tensor(shares(lab, *logits.tolist())).double()
    assert not torch.allclose(found, right, atol=2e-6, rtol=0)
    coarse = [torch.round(right, decimals=decimals) for decimals in (1, 2, 3, 4, 5)]
    assert any(torch.allclose(found, each, atol=1e-6) for each in coarse) or any(
        torch.allclose(found, each / each.sum(), atol=1e-6) for each in coarse
    )


@test_case(
    name="tokens that are unlikely get no probability at all",
    points=0,
    failure_message="Print the probabilities for logits of 0, 1, 2, ... 19, and count those that are 0. Which tokens "
    "can come, by the docstring of `generate`?",
)
def cut_tail(lab):
    found = shares(lab, *[number / 3 for number in range(60)])
    n_zero = found.count(0.0)
    assert 0 < n_zero < 60 and max(found[:n_zero]) == 0 and min(found[n_zero:]) > 0


@test_case(
    name="something is added to each probability, so that none comes near 0",
    points=0,
    failure_message="Print the probabilities of the logits 0 and 30. How small should the first one be, and how small "
    "is yours?",
)
def floor(lab):
    assert 1e-7 < shares(lab, 0.0, 40.0)[0] < 0.2 and near(gap(lab, 0.5), 0.5, 0.1)


@test_case(
    name="the smallest logit is subtracted, and the rest divided by its sum, without an exponential",
    points=0,
    failure_message="Print your probabilities for the logits 0, 1 and 3, and their ratios. Which function makes of a "
    "difference between logits a ratio of probabilities?",
)
def linear(lab):
    found, shifted = shares(lab, 1.0, 2.0, 4.0), shares(lab, 11.0, 12.0, 14.0)
    assert near(found[0], 0) and near(found[1], 0.25) and near(found[2], 0.75) and near(shifted[2], 0.75)


# probabilities: the temperature


@test_case(name="temperature_ignored", points=0)
def ignored(lab):
    assert near(gap(lab, 1.0), 1) and near(gap(lab, 1.0, 2.0), 1) and near(gap(lab, 1.0, 0.4), 1)
    assert near(sum(shares(lab, 0.0, 1.0, temperature=2.0)), 1)


@test_case(name="temperature_multiplied", points=0)
def multiplied(lab):
    assert near(gap(lab, 1.0), 1) and near(gap(lab, 1.0, 2.0), 2) and near(gap(lab, 1.0, 0.4), 0.4)


@test_case(
    name="the logits are divided by the temperature twice",
    points=0,
    failure_message="Print the differences between the logarithms of your probabilities, for temperatures of 1 and of "
    "2. Halving is what a temperature of 2 should do to them: what do yours do?",
)
def squared(lab):
    assert near(gap(lab, 1.0), 1) and near(gap(lab, 1.0, 2.0), 0.25) and near(gap(lab, 1.0, 0.5), 4)


@test_case(name="temperature_after_softmax", points=0)
def after_softmax(lab):
    assert near(sum(shares(lab, 0.0, 1.0, temperature=2.0)), 0.5) and near(sum(shares(lab, 0.0, 1.0)), 1)
    assert near(gap(lab, 1.0, 2.0), 1)


@test_case(
    name="probabilities are raised to a power after the softmax, and vanish where the temperature is small",
    points=0,
    failure_message="Print `torch.tensor(1e-30) ** 2`. Which operation of yours makes probabilities so small that only "
    "0 is left, and what does the docstring's formula do first?",
)
def power(lab):
    assert near(gap(lab, 1.0, 2.0), 0.5)
    found = shares(lab, *[0.0] * 100, temperature=0.004)
    assert sum(found) != sum(found) or sum(found) == 0


@test_case(
    name="the logits become whole numbers when they are divided by the temperature",
    points=0,
    failure_message="Print your probabilities for the logits 0, 0.3 and 0.6 and a temperature of 1. Should they be "
    "alike? What does `//` do that `/` does not?",
)
def floored(lab):
    assert near(gap(lab, 0.3), 0) and near(gap(lab, 1.3, 1.0), 1) and near(gap(lab, 3.0, 1.0), 3)


@test_case(
    name="temperatures become whole numbers",
    points=0,
    failure_message="Print your probabilities for the logits 0 and 1, and temperatures of 2, 2.4 and 3. Which of them "
    "should be different, and what does `int` do?",
)
def whole(lab):
    assert near(gap(lab, 2.0, 2.0), 1) and near(gap(lab, 2.0, 4.0), 0.5) and near(gap(lab, 2.0, 2.4), 1)


def raised_to(lab):
    """The temperature that the smallest ones have in effect."""
    return 0.001 / gap(lab, 0.001, 0.001)


@test_case(
    name="small temperatures are raised to a larger one",
    points=0,
    failure_message="Print your probabilities for the logits 0 and 0.1, at temperatures of 0.5, 0.1, 0.02 and 0.004. "
    "From which temperature on do they stay as they are? The docstring says which temperatures there are.",
)
def raised(lab):
    lowest = raised_to(lab)
    higher = 0.5 + 3 * lowest
    assert lowest > 0.002 and near(gap(lab, lowest, lowest / 2), 1, 0.02) and near(gap(lab, higher, higher), 1, 0.02)


@test_case(
    name="something is added to the temperature",
    points=0,
    failure_message="Print the logarithm of the ratio of your two probabilities for the logits 0 and 0.1, at "
    "temperatures of 0.1 and 0.01. By how much should they differ? The temperature is never 0.",
)
def added(lab):
    extra = raised_to(lab) - 0.001
    assert extra > 0.0001
    for value in (extra, extra / 3, 4 * extra):
        assert near(gap(lab, value + extra, value), 1, 0.02)


@test_case(
    name="large temperatures are lowered to a smaller one",
    points=0,
    failure_message="Print your probabilities for the logits 0 and 9, at temperatures of 1, 3, 9 and 90. From which "
    "temperature on do they stay as they are? The docstring says which temperatures there are.",
)
def lowered(lab):
    highest = 500 / gap(lab, 500.0, 500.0)
    assert highest < 400 and near(gap(lab, highest, 300.0 + highest), 1, 0.02)
    assert near(gap(lab, highest / 3, highest / 3), 1, 0.02)


@test_case(
    name="at a low temperature, the likeliest token gets all of the probability",
    points=0,
    failure_message="Print your probabilities for the logits 0 and 0.02, and a temperature of 0.02. How much likelier "
    "should the second one be? The docstring has one formula for all temperatures.",
)
def sharpened(lab):
    assert near(gap(lab, 1.0), 1)
    for value in (0.5, 0.1, 0.05, 0.01, 0.001):
        first, second = shares(lab, 0.0, value, temperature=value)
        if near(first, 0) and near(second, 1):
            return
    raise AssertionError("no temperature makes them sure")


@test_case(
    name="the probabilities have one dtype, whatever that of the logits is",
    points=0,
    failure_message="Print the dtypes of some logits and of their probabilities, for float32 and for float64. The "
    "docstring says that they are the same.",
)
def one_dtype(lab):
    logits = torch.zeros(2, 3)
    widths = [lab.generation.next_token_probabilities(each, 1.0).dtype for each in (logits, logits.double())]
    assert widths[0] == widths[1]


# the text


@test_case(
    name="token ids come back, and not a text",
    points=0,
    failure_message='Print `type(generate(model, "ab", 3))` and compare it with the first line of the function. What '
    "turns ids into a text?",
)
def ids(lab):
    text = lab.generation.generate(lab.table_model(after()), "fg", 2, generator=seeded(80))
    assert isinstance(text, torch.Tensor | list | tuple)


@test_case(name="prompt_dropped", points=0)
def no_prompt(lab):
    for prompt, new in (("fg", "hijklm"), ("pq", "rstuvw")):
        text = all_of(lab, after(), prompt, 6)
        assert len(text) > 1 and new.startswith(text)


@test_case(
    name="the prompt stands in the text twice",
    points=0,
    failure_message='Print `generate(model, "ab", 0)` and `generate(model, "ab", 3)`. Which of the things that you put '
    "together contain the prompt?",
)
def prompt_twice(lab):
    model = lab.table_model(after())
    texts = [lab.generation.generate(model, prompt, n, generator=seeded(80)) for prompt, n in (("fg", 0), ("pq", 2))]
    assert texts[0] == "fgfg" or texts[1].startswith("pqpq")


@test_case(name="prompt_stripped", points=0)
def stripped(lab):
    text = lab.generation.generate(lab.table_model(after()), " \nf", 2, generator=seeded(80))
    assert text == "fgh"


@test_case(name="one_too_many", points=0)
def too_many(lab):
    assert len(text_of(lab, after(), "fg", 3)) == 4 and len(text_of(lab, after(), "pqr", 6)) == 7


@test_case(
    name="one character too few is written",
    points=0,
    failure_message='Print `len(generate(model, "ab", 3))`. How many rounds does your loop make?',
)
def too_few(lab):
    assert len(text_of(lab, after(), "fg", 3)) == 2 and len(text_of(lab, after(), "pqr", 6)) == 5


@test_case(
    name="only one character is written",
    points=0,
    failure_message='Print `len(generate(model, "ab", 3))`. How often does your loop run before the function returns?',
)
def one_alone(lab):
    assert len(text_of(lab, after(), "fg", 3)) == 1 and len(text_of(lab, after(), "pqr", 6)) == 1


@test_case(
    name="`n_new_tokens` is taken for the length of all of the text, the prompt included",
    points=0,
    failure_message='Print `len(generate(model, "ab", 3))`. How many characters should be new?',
)
def to_length(lab):
    assert len(text_of(lab, after(), "fg", 5)) == 3 and len(text_of(lab, after(), "pqr", 9)) == 6


@test_case(name="stops_at_a_line_break", points=0)
def at_line_break(lab):
    assert len(text_of(lab, after(), "\x07", 9)) in (2, 3) and len(text_of(lab, after(), "f", 9)) == 9


@test_case(name="stops_at_zero", points=0)
def at_zero(lab):
    assert len(text_of(lab, after(), "\xfd", 9)) in (2, 3) and len(text_of(lab, after(), "f", 9)) == 9


@test_case(
    name="the text ends at a certain character",
    points=0,
    failure_message="Generate 300 characters from a model that makes each of them come, and print the length of the "
    "text and its last character. The docstring says which characters end a text.",
)
def at_another(lab):
    first = text_of(lab, after(), "f", 260)
    assert len(first) < 260 and text_of(lab, after(), "p", 260)[-1:] == first[-1:]


@test_case(
    name="the text ends when it has `max_len` tokens",
    points=0,
    failure_message="Generate more characters than the model's `max_len`, and print the length of the text. How can a "
    "text go on when the model sees only a part of it?",
)
def when_full(lab):
    assert len(text_of(lab, after(), "fg", 9, max_len=5)) in (3, 4) and len(text_of(lab, after(), "fg", 9)) == 9
    assert len(text_of(lab, after(), "fg", 9, max_len=7)) in (5, 6)


@test_case(
    name="the function calls itself for each character, so that long texts end with an exception",
    points=0,
    failure_message="Generate 2000 characters and read the last line of the message. How deep may calls go into each "
    "other in Python? Which of your functions calls itself?",
)
def recursive(lab):
    model = lab.table_model(torch.zeros(N_VOCAB, N_VOCAB), 1)
    assert fails(lambda: lab.generation.generate(model, "f", 1050, 1.0, seeded(80)), "RecursionError")


# what the model sees: with a large lag, it continues from the oldest token


def oldest_seen(lab, max_len, n_prompt=200):
    """How many of the tokens of a prompt the model sees."""
    prompt = "".join(map(chr, range(40, 40 + n_prompt)))
    assert text_of(lab, after(), "g", 1) == "h"
    return n_prompt - prompt.index(chr(ord(text_of(lab, after(), prompt, 1, max_len=max_len, lag=900)) - 1))


@test_case(name="last_token_alone", points=0)
def last_alone(lab):
    assert oldest_seen(lab, None) == oldest_seen(lab, 9) == 1


@test_case(
    name="the context is cut to 32 tokens, whatever the model's `max_len` is",
    points=0,
    failure_message="Print the length of what goes into `model` for a prompt of 60 characters, with a `max_len` of 4, "
    "of 50 and without one. Where does the number 32 come from, and which model has that limit?",
)
def always_32(lab):
    assert oldest_seen(lab, None) == oldest_seen(lab, 70) == 32


@test_case(name="always_32", points=0)
def no_limit_32(lab):
    assert oldest_seen(lab, None) == 32


@test_case(
    name="the model sees only the newest tokens, although it has no `max_len`",
    points=0,
    failure_message="Print the length of what goes into `model` for a prompt of 200 characters and a model without a "
    "`max_len`. Which number in your code limits it?",
)
def limit_without_max_len(lab):
    assert 1 < oldest_seen(lab, None) < 200


@test_case(
    name="every model is expected to have a `max_len`",
    points=0,
    failure_message="Generate with a model that has no `max_len`, such as the MLP, and read the last line of the "
    "message. What does `getattr` with three arguments do?",
)
def max_len_expected(lab):
    assert text_of(lab, after(), "fg", 3, max_len=70)
    assert fails(lambda: all_of(lab, after(), "fg", 3), "AttributeError")


@test_case(
    name="the model sees one token fewer than `max_len` allows",
    points=0,
    failure_message="Print the length of what goes into the model when the text is long, with a `max_len` of 4. How "
    "long should it be?",
)
def one_fewer(lab):
    assert (oldest_seen(lab, 9), oldest_seen(lab, 20)) == (8, 19)


@test_case(
    name="a full context is cut down to fewer tokens, and grows again",
    points=0,
    failure_message="Print the length of what goes into the model in each round, with a `max_len` of 8. How long "
    "should it be as soon as the text has eight tokens?",
)
def grows_again(lab):
    prompt = "".join(map(chr, range(30, 90, 10)))
    new = text_of(lab, after(), prompt, 8, max_len=8, lag=900)
    assert new[:2] == "\x1f\x1f" and any(new[i] == new[i + 1] != "\x1f" for i in range(2, 7))


@test_case(
    name="a full context is cut down to fewer tokens than `max_len`",
    points=0,
    failure_message="Print the length of what goes into the model in each round, with a `max_len` of 8. How long "
    "should it be as soon as the text has eight tokens?",
)
def cut_down(lab):
    assert oldest_seen(lab, 20) < 19


@test_case(name="cropped_on_the_right", points=0)
def newest_cut(lab):
    assert text_of(lab, after(), "fpqrstu", 1, max_len=3) == "r" and text_of(lab, after(), "fg", 1, max_len=3) == "h"


@test_case(name="not_cropped", points=0)
def grows(lab):
    assert oldest_seen(lab, None) == 200 and len(text_of(lab, after(), "f", 2, max_len=3)) == 2
    assert fails(lambda: all_of(lab, after(), "fghij", 3, max_len=3), "ValueError") or fails(
        lambda: text_of(lab, after(), "fg", 6, max_len=3), "ValueError"
    )


@test_case(
    name="the context is cropped once, before the loop, and then grows longer than `max_len`",
    points=0,
    failure_message="Print the length of what goes into the model in each round, for a `max_len` of 4 and a prompt of "
    "6 characters. How often does your code crop?",
)
def cropped_once(lab):
    assert len(text_of(lab, after(), "fghij", 1, max_len=3)) == 1
    assert fails(lambda: all_of(lab, after(), "fghij", 3, max_len=3), "ValueError")


@test_case(
    name="the context is filled up to `max_len` tokens",
    points=0,
    failure_message="Print what goes into the model for a short prompt. Which of these tokens are not in the text?",
)
def filled_up(lab):
    assert text_of(lab, after(), "fg", 1, max_len=6) == "h"
    new = [text_of(lab, after(), prompt, 1, max_len=6, lag=5) for prompt in ("f", "pq")]
    assert new[0] == new[1] and new[0] not in "gqr"


@test_case(
    name="the characters that were written never reach the model: all are drawn from the same probabilities",
    points=0,
    failure_message="Print what goes into the model in each round: does the character just drawn come into it?",
)
def prompt_alone(lab):
    assert text_of(lab, after(), "fg", 5) == "hhhhh" and text_of(lab, after(), "p", 3) == "qqq"


@test_case(
    name="after the first new character, the model is given the newest one alone, and not the text so far",
    points=0,
    failure_message='Print what goes into the model in each round, for the prompt "ab" and 3 new characters. How long '
    "is it in the second round? This model remembers nothing from one call to the next.",
)
def newest_alone(lab):
    assert text_of(lab, after(), "fk", 3, lag=1) == "ghi" and text_of(lab, after(), "pa", 4, lag=1) == "qrst"


@test_case(
    name="probabilities are remembered by the last token, although the model sees more than that",
    points=0,
    failure_message="Generate from a model that looks two characters back, and print the key under which you remember "
    "probabilities. Can two contexts have the same key, and other probabilities?",
)
def remembered(lab):
    assert text_of(lab, after(), "fg", 5) == "hijkl" and text_of(lab, after(), "fg", 4, lag=1) == "gggg"


@test_case(name="unknown_characters_lost", points=0)
def unknown_lost(lab):
    model = lab.table_model(after())
    assert lab.generation.generate(model, "→f", 3, generator=seeded(80)) == "fghi"


@test_case(
    name="new tokens are counted from the length of the prompt, although some of its characters have no token",
    points=0,
    failure_message='Print `generate(model, "→b", 3)` and count its characters. How many tokens does this prompt have, '
    "and how many characters?",
)
def by_characters(lab):
    assert text_of(lab, after(), "→f", 3) == "hi" and text_of(lab, after(), "f", 3) == "ghi"


@test_case(
    name="characters that the vocabulary lacks end with an exception",
    points=0,
    failure_message='Call `generate(model, "→b", 3)` and read the last line of the message. Which function turns a '
    "prompt into tokens, and what does it do with an arrow?",
)
def unknown_refused(lab):
    assert text_of(lab, after(), "f", 3) and fails(lambda: all_of(lab, after(), "→f", 3))


@test_case(
    name="the model is given something for characters of the prompt that have no token",
    points=0,
    failure_message='Print what goes into the model for the prompt "→b☃". How many tokens should it see?',
)
def unknown_seen(lab):
    assert text_of(lab, after(), "f", 1) == "g" and text_of(lab, after(), "f→", 1) != "g"
    assert text_of(lab, after(), "f→", 1) == text_of(lab, after(), "p→", 1)


@test_case(name="text_cropped_as_well", points=0)
def text_cropped(lab):
    text = all_of(lab, after(), "pcxfghi", 2, max_len=5)
    assert text.endswith("hijk") and not text.startswith("pc") and len(text) < 9


# the draw


@test_case(
    name="the place in the sorted probabilities is taken for the token's id",
    points=0,
    failure_message="Print what your draw returns when the probabilities are 0.1 and 0.9. What does `torch.sort` or "
    "`torch.topk` return besides the sorted numbers?",
)
def rank(lab):
    text = text_of(lab, only({"p": 2.0, "u": 2.0}), "f", 30)
    assert set(text) <= {"\x00", "\x01"} or set(text) <= {"\xfe", "\xff"}


@test_case(
    name="the draw takes logits for probabilities",
    points=0,
    failure_message="Print what goes into `torch.multinomial`, and its sum. Can a logit be negative, and can a "
    "probability?",
)
def logits_drawn(lab):
    text = text_of(lab, only({"p": 300.0, "u": 100.0}, others=0.0), "f", 100)
    assert set(text) == {"p", "u"} and 0.5 < share_of("p", text) < 0.95
    assert near(gap(lab, 1.0), 1)


@test_case(name="always_the_likeliest", points=0)
def likeliest(lab):
    table = NEARLY_EVEN
    for temperature in (1.0, 2.0):
        assert {*text_of(lab, table, "f", 25, temperature), *text_of(lab, table, "f", 25, temperature, 81)} == {"u"}


@test_case(name="likeliest_below_one", points=0)
def likeliest_if_cool(lab):
    table = NEARLY_EVEN
    assert {*text_of(lab, table, "f", 25, 0.9), *text_of(lab, table, "f", 25, 0.6, 81)} == {"u"}
    assert len({*text_of(lab, table, "f", 25, 1.5)}) > 8


@test_case(
    name="nothing is drawn at low temperatures: the likeliest character is taken",
    points=0,
    failure_message="Draw 20 characters at a temperature of 0.05, from a model that finds all equally likely. How many "
    "different ones come? The docstring has one rule for all temperatures.",
)
def likeliest_if_cold(lab):
    assert len({*text_of(lab, EVEN, "f", 25)}) > 8
    for temperature in (0.3, 0.1, 0.01):
        if len({*text_of(lab, EVEN, "f", 25, temperature), *text_of(lab, EVEN, "f", 25, temperature, 81)}) == 1:
            return
    raise AssertionError("all temperatures draw")


@test_case(
    name="the generator is set back to its seed before each character, so that each draw uses the same random number",
    points=0,
    failure_message="Generate 30 characters from a model for which all characters are equally likely. How many "
    "different ones come? How often is the seed set in your code?",
)
def seeded_again(lab):
    texts = [text_of(lab, EVEN, "f", 25, seed=seed) for seed in (1, 2, 3, 4)]
    assert all(len(set(text)) == 1 for text in texts) and len(set(texts)) > 1


@test_case(name="generator_of_its_own", points=0)
def own_generator(lab):
    texts = [text_of(lab, EVEN, "f", 25, seed=seed) for seed in (1, 2, 3)]
    assert len(set(texts)) == 1 and len(set(texts[0])) > 8


@test_case(name="generator_ignored", points=0)
def ignores_generator(lab):
    texts = [text_of(lab, EVEN, "f", 25) for _ in range(3)]
    assert len(set(texts)) == 3


@test_case(
    name="without a generator, each call writes the same text",
    points=0,
    failure_message="Call `generate` twice without a generator: are the texts the same? What should happen when nobody "
    "asks for a seed?",
)
def free_is_fixed(lab):
    model = lab.table_model(EVEN)
    texts = {lab.generation.generate(model, "f", 25) for _ in range(3)}
    assert (
        len(texts) == 1 and len(set(*texts)) > 8 and text_of(lab, EVEN, "f", 25) != text_of(lab, EVEN, "f", 25, seed=81)
    )


@test_case(
    name="a call with a generator sets the seed of all of torch, so that a later text without one is no new one",
    points=0,
    failure_message="Generate with a generator of the seed 3, then without one; do both again. Is the second text the "
    "same each time? Which line of yours changes what belongs to all of torch?",
)
def global_seed(lab):
    model, texts = lab.table_model(EVEN), []
    assert lab.generation.generate(model, "f", 25) != lab.generation.generate(model, "f", 25)
    for _ in range(3):
        lab.generation.generate(model, "f", 9, generator=seeded(83))
        texts.append(lab.generation.generate(model, "f", 25))
    assert len(set(texts)) == 1 and len(set(texts[0])) > 8


@test_case(
    name="the first new character is not drawn: it is always the likeliest one",
    points=0,
    failure_message="Generate one character from a model that finds all nearly alike, with ten seeds. How many "
    "different ones come? Every character is drawn from the model's probabilities.",
)
def first_not_drawn(lab):
    texts = [text_of(lab, NEARLY_EVEN, "f", 12, seed=seed) for seed in range(8)]
    assert {text[0] for text in texts} == {"u"} and len(set("".join(texts))) > 20


@test_case(
    name="the random numbers do not fit the probabilities: unlikely characters come far too rarely",
    points=0,
    failure_message="Generate 200 characters from a model that finds one as likely as all others together, and count "
    "it. If you take the largest of numbers to which noise was added, or by which it was multiplied: for which noise "
    "is the largest one drawn with its probability?",
)
def wrong_noise(lab):
    assert probabilities_are_right(lab) and len(set(text_of(lab, EVEN, "f", 150))) > 60
    assert share_of("u", text_of(lab, only({"u": 1.0 + math.log(255)}, others=1.0), "f", 150)) > 0.9
    assert min(map(ord, text_of(lab, rising(), "f", 150))) > 20


def rising():
    """Logits that rise a little from each token to the next one."""
    return (torch.arange(N_VOCAB) / 500).expand(N_VOCAB, N_VOCAB).clone()


@test_case(name="only_the_ten_likeliest", points=0)
def top_ten(lab):
    text = text_of(lab, rising(), "f", 150)
    assert set(text) == set(map(chr, range(246, 256)))


@test_case(
    name="only some of the likeliest characters are drawn from",
    points=0,
    failure_message="Draw 300 characters from a model that finds all nearly alike, and count the different ones. From "
    "how many tokens does the docstring of `generate` draw?",
)
def top_few(lab):
    text = text_of(lab, rising(), "f", 300)
    assert min(map(ord, text)) > 60 and len(set(text)) > 2 and probabilities_are_right(lab)


@test_case(name="unlikely_left_out", points=0)
def nucleus(lab):
    common = only({"u": 1.0 + math.log(255 * 19)}, others=1.0)  # 95 %, and 5 % for all others
    text = text_of(lab, common, "f", 450)
    assert set(text) == {"u"} and len(set(text_of(lab, EVEN, "f", 200))) > 80 and probabilities_are_right(lab)


@test_case(name="only_printable", points=0)
def printable(lab):
    text = text_of(lab, EVEN, "f", 250)
    assert all(map(str.isprintable, text)) and len(set(text)) > 40


@test_case(
    name="only characters below 128 are drawn",
    points=0,
    failure_message="Draw 300 characters from a model that finds all equally likely, and print the largest code point. "
    "The docstring says which tokens can come.",
)
def ascii_alone(lab):
    text = text_of(lab, EVEN, "f", 250)
    assert max(map(ord, text)) < 128 and len(set(text)) > 40


@test_case(
    name="no character is drawn a second time",
    points=0,
    failure_message="Draw 40 characters from a model that finds two likely, and count them. What does "
    "`torch.multinomial` do with what it has drawn, by default?",
)
def no_second_time(lab):
    assert all(len(set(text_of(lab, EVEN, "f", 100, seed=seed))) == 100 for seed in (1, 2))


@test_case(name="repeats_spared", points=0)
def spared(lab):
    # 256 draws from 256 show 162 different ones with a standard deviation of 5
    n_different = sum(len(set(text_of(lab, EVEN + 6, "f", 256, seed=seed))) for seed in (1, 2, 3))
    assert n_different > 486 + 52


@test_case(name="temperature_not_passed_on", points=0)
def not_passed_on(lab):
    assert probabilities_are_right(lab)
    for temperature, other in ((0.2, 1.0), (6.0, 1.0)):  # 73 % at a temperature of 1; 99 % and 54 % with these
        text = text_of(lab, only({"p": other, "u": 0.0}), "f", 500, temperature)
        assert 0.65 < share_of("p", text) < 0.81


@test_case(name="temperature_twice", points=0)
def warmed_twice(lab):
    assert probabilities_are_right(lab)
    cold = text_of(lab, only({"p": 0.4, "u": 0.0}), "f", 300, 0.4)  # 73 %, or 92 % if it works twice
    warm = text_of(lab, only({"p": 3.0, "u": 0.0}), "f", 500, 3.0)  # 73 %, or 58 %
    assert 0.85 < share_of("p", cold) < 0.97 and 0.49 < share_of("p", warm) < 0.66


@test_case(
    name="the draw hardly depends on the probabilities",
    points=0,
    failure_message="Generate 100 characters from a model that is sure of one, and count it. Print what your draw gets "
    "as its probabilities: has a second softmax been taken of them, or are they not used?",
)
def flat(lab):
    text = text_of(lab, only({"u": 20.0}), "f", 150)
    assert share_of("u", text) < 0.2 and len(set(text)) > 50 and probabilities_are_right(lab)


@test_case(
    name="characters are drawn at random, but not as often as the model finds them likely",
    points=0,
    failure_message="Generate 400 characters from a model that finds one as likely as all others together, and count "
    "it. Follow the probabilities of one round to the call that draws: what is done to them on the way?",
)
def other_shares(lab):
    assert probabilities_are_right(lab) and text_of(lab, after(), "fg", 3) == "hij"
    assert len(set(text_of(lab, EVEN, "f", 25))) > 8
    text = text_of(lab, only({"u": 1.0 + math.log(255)}, others=1.0), "f", 500)
    assert abs(share_of("u", text) - 0.5) > 0.15  # nearly seven standard deviations
