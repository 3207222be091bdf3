"""What holds for every right way from logits to probabilities, and from a prompt to a text."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "generation"
points = None


def numbers(*shape, seed=0):
    """Logits that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def table(step, sure=40.0):
    """Logits that lead from each token to the one `step` further, almost surely."""
    return sure * torch.eye(256).roll(step, dims=1)


def coins(first, second, difference=0.0):
    """Logits that leave two characters, the first one likelier by this difference of logits."""
    logits = torch.full((256, 256), -50.0)
    logits[:, ord(first)], logits[:, ord(second)] = difference, 0.0
    return logits


@test_case(
    name="there is a probability for each token of the vocabulary, and no dimension of positions",
    points=0,
    failure_message="Print the shape of your probabilities for logits of shape (3, 6), (2, 3, 6), (1, 3, 6) and (2, "
    "2, 3, 6). The docstring says (..., L, V) -> (..., V).",
)
def shape(lab):
    for size in ((3, 6), (2, 3, 6), (1, 3, 6), (2, 2, 3, 6), (1, 6)):
        found = lab.generation.next_token_probabilities(numbers(*size), 1.0)
        expect_tensor(found, f"the probabilities for logits of shape {size}", (*size[:-2], size[-1]))


@test_case(
    name="probabilities are not negative, and sum to 1 for each document",
    points=0,
    failure_message="Print your probabilities for logits of shape (3, 6) and of shape (2, 3, 6), and the sums over "
    "their last dimension. Which step makes numbers that sum to 1, and does any step after it change them?",
)
def sums(lab):
    for size in ((3, 6), (2, 3, 6), (2, 2, 3, 6), (1, 6)):
        for temperature in (1.0, 0.5, 2.0):
            found = lab.generation.next_token_probabilities(numbers(*size), temperature)
            what = f"for logits of shape {size} and temperature {temperature:g}"
            assert found.min() >= 0, f"no probability {what} should be negative, but one is {found.min().item():z.4g}"
            expect_close(found.sum(-1), torch.ones(size[:-2]), f"the sum of the probabilities {what}")


@test_case(
    name="only the logits of the last position matter",
    points=0,
    failure_message="Print your probabilities, change the first row of the logits, and print them again. Which row of "
    "`model(ids)` guesses the token that is not there yet?",
)
def last(lab):
    for size in ((3, 6), (2, 3, 6)):
        logits = numbers(*size, seed=1)
        others, same = logits.clone(), lab.generation.next_token_probabilities(logits, 1.0)
        others[..., :-1, :] += numbers(*size, seed=2)[..., :-1, :]
        found = lab.generation.next_token_probabilities(others, 1.0)
        expect_close(
            found, same, f"the probabilities for logits of shape {size} after all positions but the last change"
        )


@test_case(
    name="each document gets the probabilities that it has alone",
    points=0,
    failure_message="Print your probabilities for logits of shape (2, 3, 6), and for each of both documents alone. "
    "Which dimension do your index and your softmax name, counted from the end?",
)
def documents(lab):
    logits = numbers(2, 3, 6, seed=3)
    together = lab.generation.next_token_probabilities(logits, 1.0)
    for document in range(2):
        alone = lab.generation.next_token_probabilities(logits[document], 1.0)
        expect_close(together[document], alone, f"the probabilities of document {document} in a batch of two")


@test_case(
    name="at a temperature of 1, the ratio of two probabilities is `exp` of the difference of their logits",
    points=0,
    failure_message="Print your probabilities for the logits [[0, 1, 3]] and a temperature of 1, and the logarithms "
    "of their ratios. Add 10 to all logits: do they stay as they are?",
)
def ratios(lab):
    for logits in ([[0.0, 1.0, 3.0]], [[10.0, 11.0, 13.0]], [[-3.0, -2.0, 0.0]]):
        found = lab.generation.next_token_probabilities(torch.tensor(logits), 1.0)
        expect_close(found, torch.tensor(logits[0]).softmax(0), f"the probabilities for the logits {logits}")


@test_case(
    name="a temperature of 2 halves the differences of the logarithms of probabilities, and 0.5 doubles them",
    points=0,
    failure_message="Print the logarithms of your probabilities for the logits [[0, 2]] and temperatures of 0.5, 1, 2 "
    "and 4. By how much do the two differ in each? Where in the docstring's formula is the temperature?",
)
def temperature(lab):
    for value in (2.0, 0.5, 4.0):
        found = lab.generation.next_token_probabilities(torch.tensor([[0.0, 2.0]]), value).log()
        difference = (found[..., 1] - found[..., 0]).item()
        assert math.isclose(difference, 2 / value, rel_tol=1e-3), (
            f"for the logits [[0, 2]] and temperature {value:g}, the logarithms of both probabilities should differ by "
            f"{2 / value:g}, but differ by {difference:z.4g}"
        )


@test_case(
    name="probabilities are finite for large logits and small temperatures, and have the dtype of the logits",
    points=0,
    failure_message="Print your probabilities for the logits [[0, 300]], and for equal logits and a temperature of "
    "0.01. Which number of yours becomes too large, or so small that only 0 is left? Print their dtype.",
)
def finite(lab):
    exercises = [([[0.0, 300.0, 299.0]], 1.0), ([[-400.0, -400.0]], 0.5), ([[0.0] * 256], 0.01), ([[6.0, 7.0]], 0.05)]
    for logits, value in exercises:
        given = torch.tensor(logits)
        found = lab.generation.next_token_probabilities(given, value)
        shown = logits if len(logits[0]) < 9 else "256 zeros"
        expect_tensor(found, f"the probabilities for the logits {shown}", dtype=torch.float32)
        expected = (given[-1] / value).softmax(-1)
        expect_close(found, expected, f"the probabilities for the logits {shown} and temperature {value:g}")


@test_case(
    name="a text comes back, which begins with the prompt",
    points=0,
    failure_message='Print `repr(generate(model, "hi", 0))` and `repr(generate(model, "hi", 2))`, with their types. '
    "What does the docstring say that the text begins with?",
)
def begins(lab):
    model = lab.table_model(table(1))
    for prompt in ("hi", "q", " hi", "hi ", "\nhi\n", "Hé"):
        for n_new_tokens in (0, 2):
            text = lab.generation.generate(model, prompt, n_new_tokens, generator=seeded(7))
            call = f"`generate(model, {prompt!r}, {n_new_tokens})`"
            assert isinstance(text, str), f"{call} should be a str, but is a {type(text).__name__}"
            assert text.startswith(prompt), f"{call} should begin with the prompt, but is {text!r}"


@test_case(
    name="the text has `n_new_tokens` more characters than the prompt",
    points=0,
    failure_message='Print `len(generate(model, "hi", n))` for n = 0, 1, 5 and 50. How many rounds does your loop '
    "make, and does anything end it early?",
)
def length(lab):
    model = lab.table_model(table(1))
    for prompt in ("hi", "how are you"):
        for n_new_tokens in (0, 1, 5, 50):
            text = lab.generation.generate(model, prompt, n_new_tokens, generator=seeded(7))
            expected = len(prompt) + n_new_tokens
            assert len(text) == expected, (
                f"`generate(model, {prompt!r}, {n_new_tokens})` should have {expected} characters, but has "
                f"{len(text)}: {text!r}"
            )


@test_case(
    name="each new character depends on the text before it, with those that were drawn already",
    points=0,
    failure_message='Print what goes into the model in each round, for the prompt "hi" and 3 new characters. Does the '
    "context grow, and is the newest character its last one?",
)
def follows(lab):
    for step, expected in ((1, "hijkl"), (2, "hikmo")):
        text = lab.generation.generate(lab.table_model(table(step)), "hi", 3, generator=seeded(7))
        what = f"the text after 'hi' of a model that is sure of the character {step} further in the alphabet"
        expect_equal(text, expected, what)


@test_case(
    name="a model without `max_len` sees all of the text",
    points=0,
    failure_message="Print what goes into the model in each round, for a model that has no `max_len`. Is the "
    "beginning of the prompt in it?",
)
def sees_all(lab):
    for lag, prompt, expected in ((2, "adg", "adgbehcfi"), (3, "adgj", "adgjbehkcf"), (40, "b" + "h" * 40, None)):
        model = lab.table_model(table(1), lag=lag)
        expected = expected or prompt + "c" + "i" * 5
        text = lab.generation.generate(model, prompt, 6, generator=seeded(7))
        expect_equal(
            text, expected, f"the text of a model that repeats what stood {lag + 1} places before, one further,"
        )


@test_case(
    name="a model with `max_len` sees the last `max_len` tokens, or all where there are fewer",
    points=0,
    failure_message="Print what goes into the model in each round, with a `max_len` of 3 and a prompt of 5 "
    "characters, and of 1 character. How many tokens are there, and which are they?",
)
def sees_last(lab):
    for prompt, expected in (("adgkp", "adgkphlqimr"), ("a", "abbbccc"), ("ad", "adbbeccf")):
        model = lab.table_model(table(1), max_len=3, lag=2)
        text = lab.generation.generate(model, prompt, 6, generator=seeded(7))
        what = "the text of a model with a max_len of 3 that repeats the oldest token it sees, one further,"
        expect_equal(text, expected, f"{what} after {prompt!r}")


@test_case(
    name="characters that the vocabulary lacks stay in the prompt, and the model does not see them",
    points=0,
    failure_message='Print `generate(model, "→hi🐶", 2)`, and what goes into the model. How many characters does this '
    "prompt have, and how many tokens?",
)
def unknown(lab):
    for prompt, new in (("→hi", "jk"), ("hi🐶", "jk"), ("h→i→", "jk")):
        text = lab.generation.generate(lab.table_model(table(1)), prompt, 2, generator=seeded(7))
        expect_equal(text, prompt + new, f"the text after {prompt!r}")


@test_case(
    name="characters are drawn at random, each with its probability",
    points=0,
    failure_message="Generate 400 characters from a model that finds two equally likely, and count both. Then print "
    "the probabilities of one round, and which token was drawn.",
)
def random_draws(lab):
    for difference in (0.0, 1.0):
        model = lab.table_model(coins("p", "q", difference))
        text = lab.generation.generate(model, "p", 400, generator=seeded(8))[1:]
        share, expected = text.count("p") / 400, 1 / (1 + math.exp(-difference))
        assert abs(share - expected) < 0.14, (  # more than 5 standard deviations
            f"where p has a probability of {expected:z.2f} and q the rest, p should be about {expected:.0%} of 400 "
            f"characters, but is {share:.0%}"
        )


@test_case(
    name="the temperature makes likely characters likelier, or all more alike",
    points=0,
    failure_message="Generate 400 characters at temperatures of 0.25 and of 4, and count how often the likeliest one "
    "comes. Follow `temperature` from the first line of `generate` to the call that uses it.",
)
def warmth(lab):
    model = lab.table_model(coins("p", "q", 1.0))
    for value, margin in ((0.25, 0.07), (4.0, 0.13)):  # more than 5 standard deviations of the share in 400 draws
        text = lab.generation.generate(model, "p", 400, value, seeded(9))[1:]
        share, expected = text.count("p") / 400, 1 / (1 + math.exp(-1 / value))
        assert abs(share - expected) < margin, (
            f"at temperature {value:g}, p has a probability of {expected:z.2f} and should be about {expected:.0%} of "
            f"400 characters, but is {share:.0%}"
        )


@test_case(
    name="any character of the vocabulary can come, and none ends the text",
    points=0,
    failure_message="Generate 600 characters from a model that finds all of them equally likely, and count the "
    "different ones and the length. The docstring says which can be drawn.",
)
def any_character(lab):
    model = lab.table_model(torch.zeros(256, 256))
    text = lab.generation.generate(model, "x", 600, generator=seeded(10))[1:]
    assert len(text) == 600, f"600 new characters were asked for, but {len(text)} came"
    assert len(set(text)) > 190, (
        f"600 draws from 256 equally likely characters should show about 230 of them, but show {len(set(text))}"
    )
    rare = lab.generation.generate(lab.table_model(coins("p", "q", 3.0)), "x", 400, generator=seeded(12))
    assert "q" in rare, "where q has a probability of 0.05, it should be among 400 characters, but never comes"
    blank = lab.generation.generate(lab.table_model(coins("\n", "\x00")), "x", 40, generator=seeded(11))[1:]
    assert set(blank) == {"\n", "\x00"}, "where only \\n and \\x00 are likely, both should come"
    expect_equal(len(blank), 40, "the number of new characters where only \\n and \\x00 are likely")


@test_case(
    name="generators of the same seed give the same text, and those of other seeds other texts",
    points=0,
    failure_message="Generate 40 characters with `torch.Generator().manual_seed(3)` twice, and once with the seed 4. "
    "Which of your lines draws, and where does it get its random numbers?",
)
def seeds(lab):
    model = lab.table_model(torch.zeros(256, 256))
    texts = [lab.generation.generate(model, "x", 40, generator=seeded(seed)) for seed in (3, 3, 4)]
    expect_equal(texts[1], texts[0], "the second text of the seed 3")
    assert texts[2] != texts[0], "the text of the seed 4 should not be that of the seed 3, but is"
    first, second = (lab.generation.generate(model, "x", 40) for _ in range(2))
    assert second != first, "without a generator, a second text should not be the same as the first, but is"
