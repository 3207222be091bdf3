"""Temperature, and drawing text."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal

OK_FORMAT = False
name = "generation"
points = None

EVEN = torch.zeros(256, 256)  # after any token, every token is equally likely


def alphabet():
    """Logits that lead from each token to the next one, almost surely."""
    return 50 * torch.eye(256).roll(1, dims=1)


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="probabilities come from the last position, and sum to 1", points=1)
def last_position(lab):
    logits = torch.tensor([[5.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    probabilities = lab.generation.next_token_probabilities(logits, 1.0)
    expect_close(probabilities, torch.full((3,), 1 / 3), "the probabilities for equal last logits")


@test_case(name="the text is the prompt and n_new_tokens characters", points=1)
def prompt_first(lab):
    model = lab.table_model(alphabet())
    expect_equal(lab.generation.generate(model, "ab", 3, generator=seeded(0)), "abcde", "a, b, and three more")
    expect_equal(lab.generation.generate(model, "ab", 0, generator=seeded(0)), "ab", "nothing after a, b")


@test_case(
    name="low temperatures sharpen, high ones level",
    points=1,
    hidden=True,
    failure_message="softmax(logits / temperature), at the last position of each document: what does a temperature "
    "of 2 do to the differences between logits?",
)
def temperature(lab):
    logits = torch.randn(2, 3, 5, generator=seeded(11))
    for value in (0.5, 1.0, 4.0):
        expected = (logits[:, -1] / value).softmax(-1)
        expect_close(lab.generation.next_token_probabilities(logits, value), expected, "the probabilities")


@test_case(
    name="the generator decides, and nothing else",
    points=1,
    hidden=True,
    failure_message="The same seed of `generator` should give the same text every time, and another seed another text.",
)
def repeatable(lab):
    model = lab.table_model(EVEN)
    first, again, other = (lab.generation.generate(model, "x", 30, generator=seeded(s)) for s in (1, 1, 2))
    expect_equal(again, first, "the text of the same seed")
    assert other != first, "another seed should give another text"
    assert len(set(first[1:])) > 5, "thirty draws from 256 equally likely characters should differ"


@test_case(
    name="characters are drawn as often as they are likely",
    points=1,
    hidden=True,
    failure_message="Each character is drawn at random with its probability (at this temperature), not the likeliest "
    "one taken.",
)
def frequencies(lab):
    table = torch.full((256, 256), -60.0)
    table[:, ord("a")], table[:, ord("b")] = 0.0, -2.0
    text = lab.generation.generate(lab.table_model(table), "a", 600, temperature=2.0, generator=seeded(3))
    share = text[1:].count("a") / 600
    assert len(text) == 601 and set(text) <= {"a", "b"}, "only a and b are likely"
    assert abs(share - 0.731) < 0.1, f"a should be drawn in 73 of 100 cases, but was in {100 * share:.0f}"


@test_case(
    name="the newest tokens are kept when the context is full",
    points=1,
    hidden=True,
    failure_message="A model with a max_len sees the last max_len tokens, one without sees them all; and all of the "
    "prompt is in the text.",
)
def cropped(lab):
    model = lab.table_model(alphabet(), max_len=4)
    text = lab.generation.generate(model, "zzzzzzA", 12, generator=seeded(4))
    expect_equal(text, "zzzzzzABCDEFGHIJKLM", "the text")
    text = lab.generation.generate(model, "A", 9, temperature=0.5, generator=seeded(4))
    expect_equal(text, "ABCDEFGHIJ", "the text that outgrows max_len")
    oldest = lab.table_model(alphabet(), max_len=4, lag=3)  # looks at the oldest of four tokens
    text = lab.generation.generate(oldest, "zzAFKP", 7, generator=seeded(4))
    expect_equal(text, "zzAFKPBGLQCHM", "the text of a model that looks three characters back")
    text = lab.generation.generate(lab.table_model(alphabet(), lag=5), "AFKPUZ", 6, generator=seeded(4))
    expect_equal(text, "AFKPUZBGLQV[", "the text of a model that looks five characters back")
