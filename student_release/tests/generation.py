"""Temperature, and drawing text."""

import torch
from otter.test_files import test_case
from checks.expect import describe, expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "generation"
points = None
EVEN = torch.zeros(256, 256)  # after any token, every token is equally likely
LEADS = 30.0

"""Logit of the one likely next token. All others together have 255 exp(-30) = 2e-11 of the probability, and exp(30) is
far from the largest float."""


def alphabet():
    """Logits that lead from each token to the next one, almost surely."""
    return LEADS * torch.eye(256).roll(1, dims=1)


def likely(logits):
    """A table in which the tokens of `logits` have these logits after any token, and others never come."""
    table = torch.full((256, 256), -200.0)
    for character, logit in logits.items():
        table[:, ord(character)] = logit
    return table


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def text_of(max_len, lag):
    """What a message calls the text of a table model."""
    limit = "without a max_len" if max_len is None else f"with a max_len of {max_len}"
    return f"the text of a model {limit} that looks {f'{lag} characters back' if lag else 'at the last character'}"


@test_case(name="probabilities come from the last position, and sum to 1", points=0.5)
def last_position(lab):
    logits = torch.tensor([[5.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    probabilities = lab.generation.next_token_probabilities(logits, 1.0)
    expect_close(probabilities, torch.full((3,), 1 / 3), "the probabilities for equal last logits")


@test_case(name="the temperature divides the logits of each document", points=0.5)
def divided(lab):
    logits = torch.tensor([[[9.0, 0, 0], [0, 1, 3]], [[0, 9.0, 9], [4, 4, 4]]])  # 2 documents, 2 positions, 3 tokens
    for value, expected in ((1.0, 2.0), (0.5, 4.0), (4.0, 0.5)):
        probabilities = lab.generation.next_token_probabilities(logits, value)
        expect_tensor(probabilities, "the probabilities for logits of shape (2, 2, 3)", (2, 3), torch.float32)
        expect_close(probabilities.sum(dim=-1), torch.ones(2), f"the sums of the probabilities at temperature {value}")
        apart = (probabilities[0, 2] / probabilities[0, 1]).log().item()
        assert abs(apart - expected) < 1e-3, (
            f"at temperature {value}, the logits 1 and 3 should be {expected:g} apart, but are {apart:z.4g} apart"
        )
    found = lab.generation.next_token_probabilities(torch.tensor([[0.0, 400.0]]), 0.5)
    expect_close(found, torch.tensor([0.0, 1.0]), "the probabilities for the logits 0 and 400")


@test_case(name="the text is the prompt and n_new_tokens characters", points=0.5)
def prompt_first(lab):
    model = lab.table_model(alphabet())
    expect_equal(lab.generation.generate(model, "ab", 3, generator=seeded(0)), "abcde", "a, b, and three more")
    expect_equal(lab.generation.generate(model, "ab", 0, generator=seeded(0)), "ab", "nothing after a, b")
    text = lab.generation.generate(model, " ☃f", 2, generator=seeded(0))
    expect_equal(text, " ☃fgh", "the text after a blank, a snowman, which the vocabulary lacks, and f")


@test_case(name="characters are drawn, with this temperature, by this generator", points=0.5)
def random_characters(lab):
    model = lab.table_model(EVEN)
    first, again, other = (lab.generation.generate(model, "x", 40, generator=seeded(seed)) for seed in (3, 3, 4))
    for text in (first, again, other):
        assert isinstance(text, str), f"the text should be a str, but is {describe(text)}"
    different = len(set(first[1:]))
    assert different > 5, f"40 draws from 256 equally likely characters should differ, but {different} came"
    expect_equal(again, first, "the text of the same seed")
    assert other != first, "the texts of two seeds should differ, but are the same"
    model = lab.table_model(likely({"a": 20.0, "b": 19.0}))
    text = lab.generation.generate(model, "x", 40, temperature=0.02, generator=seeded(3))
    expect_equal(text, "x" + 40 * "a", "the text at a low temperature (where a is likelier than b)")
    text = lab.generation.generate(lab.table_model(likely({"\n": 20.0, "\x00": 20.0})), "x", 40, generator=seeded(3))
    expect_equal(len(text), 41, "the length of a text of line breaks and characters 0")
    expect_equal(set(text[1:]), {"\n", "\x00"}, "the characters of such a text")


@test_case(name="a model sees its last max_len tokens, or all", points=0.5)
def last_tokens(lab):
    for max_len, lag, new in ((None, 0, "QRS"), (None, 3, "BGL"), (3, 2, "GLQ")):
        model = lab.table_model(alphabet(), max_len, lag)
        text = lab.generation.generate(model, "AFKP", 3, generator=seeded(0))
        expect_equal(text, "AFKP" + new, text_of(max_len, lag))
