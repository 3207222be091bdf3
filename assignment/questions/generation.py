"""Temperature, and drawing text."""

import math
import string

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_tensor

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
    table = torch.full((256, 256), -60.0)
    for character, logit in logits.items():
        table[:, ord(character)] = logit
    return table


def seeded(seed):
    return torch.Generator().manual_seed(seed)


def drawn(lab, table, n_texts, temperature=1.0, length=100):
    """Texts of so many new characters after an "x", each with a seed of its own."""
    model = lab.table_model(table)
    texts = [lab.generation.generate(model, "x", length, temperature, seeded(seed)) for seed in range(n_texts)]
    for text in texts:
        expect_equal(len(text), length + 1, f'the length of "x" and {length} new characters')
    return [text[1:] for text in texts]


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
    generator = seeded(11)
    exercises = [
        (torch.randn(shape, generator=generator), value)
        for shape, value in (((2, 3, 5), 0.5), ((2, 2, 3, 5), 4.0), ((1, 3, 5), 2.0), ((4, 5), 1.0), ((1, 9), 0.8))
    ]
    found = [lab.generation.next_token_probabilities(*each) for each in exercises]
    for (logits, value), probabilities in zip(exercises, found, strict=True):
        expected = (logits[..., -1, :] / value).softmax(-1)
        expect_close(probabilities, expected, f"the probabilities for logits of shape {tuple(logits.shape)}")
        expect_tensor(probabilities, "the probabilities", dtype=torch.float32)
    logits, value = exercises[0]
    after = lab.arguments_after(lab.generation.next_token_probabilities, logits, value)
    expect_close(after[0], logits, "the logits after the call")


@test_case(
    name="large logits over a small temperature stay finite",
    points=0.5,
    hidden=True,
    failure_message="With a logit of 90 and a temperature of 0.5, your probabilities are no numbers: what does `exp` "
    "make of 180?",
)
def extreme(lab):
    logits, even = torch.tensor([[0.0, 90.0, 89.5, -90.0]]), torch.zeros(1, 200)
    found, cold = (lab.generation.next_token_probabilities(*each) for each in ((logits, 0.5), (even, 0.01)))
    expect_close(found, (logits[-1] / 0.5).softmax(-1), "the probabilities of large logits")
    expect_close(cold, torch.full((200,), 1 / 200), "the probabilities of equal logits at a temperature of 0.01")


@test_case(
    name="the generator decides, and nothing else",
    points=0.5,
    hidden=True,
    failure_message="The same seed of `generator` should give the same text every time, and another seed another text.",
)
def repeatable(lab):
    model = lab.table_model(EVEN)
    first, again, other = (lab.generation.generate(model, "x", 30, generator=seeded(s)) for s in (1, 1, 2))
    expect_equal(again, first, "the text of the same seed")
    assert other != first, "another seed should give another text"
    assert len(set(first[1:])) > 5, "thirty draws from 256 equally likely characters should differ"
    texts = [lab.generation.generate(model, "x", 30) for _ in range(2)]
    expect_equal(len(texts[0]), 31, "the length of a text without a generator")
    assert texts[0] != texts[1], "without a generator, the next text should be another one"


@test_case(
    name="characters are drawn as often as they are likely",
    points=0.5,
    hidden=True,
    failure_message="Each character is drawn at random with its probability (at this temperature), not the likeliest "
    "one taken, and none is spared because it was there before.",
)
def frequencies(lab):
    # the standard deviation of a share in n draws is sqrt(p (1 - p) / n), and 5.5 of them are left once in 2e7
    for temperature, n_texts, share in ((0.5, 5, 0.8808), (2.0, 2, 0.6225)):  # 1 / (1 + exp(-1 / temperature))
        text = "".join(drawn(lab, likely({"a": 20.0, "b": 19.0}), n_texts, temperature))
        expect_equal(set(text), {"a", "b"}, "the characters that come where only a and b are likely")
        found = text.count("a") / len(text)
        margin = 5.5 * (share * (1 - share) / len(text)) ** 0.5
        assert abs(found - share) < margin, f"a should be drawn in {share:.0%} of all cases, but was in {found:.0%}"


@test_case(
    name="every character can come, and none ends the text",
    points=0.5,
    hidden=True,
    failure_message="Draw many characters where all 256 are equally likely, and where some are rare: each of them has "
    "to come, line breaks and characters that print nothing too, and the text is as long as asked.",
)
def every_character(lab):
    # of 256 that are alike, 1000 draws leave out 5.1 on average, and 22 or more once in 1e7 (Poisson)
    even = set("".join(drawn(lab, EVEN, 1, length=1000)))
    assert len(even) >= 235, f"1000 draws from 256 characters should show nearly all, but show {len(even)}"
    # 32 frequent characters, and 224 rare ones that have 2 % together: of 800 draws, 16 are rare, and none once in 1e7;
    # a frequent one is missing once in 2e9
    frequent = string.ascii_lowercase + "\n .,!?"
    rare = math.log(0.02 / 0.98 * 32 / 224)
    texts = drawn(lab, likely({chr(token): 20 + rare for token in range(256)} | dict.fromkeys(frequent, 20.0)), 8)
    seen = set("".join(texts))
    assert set(frequent) <= seen, "characters that come once in 33 draws should be among 800"
    assert seen - set(frequent), "some rare characters should be among 800 draws"
    # 25 draws from 32 show 17.8 different ones with a standard deviation of 1.7; 8 times that leaves 170 once in 1e8
    n_different = sum(len(set(text[:25])) for text in texts)
    assert n_different < 170, "characters should come again as often as others come"
    ends = "".join(drawn(lab, likely(dict.fromkeys("\n\x00 \xff", 20.0)), 1))
    expect_equal(set(ends), set("\n\x00 \xff"), "the characters of a text of blanks")  # 4 (3/4)^100 = 1e-12


@test_case(
    name="the newest tokens are kept when the context is full",
    points=0.5,
    hidden=True,
    failure_message="A model with a max_len sees the last max_len tokens, however many these are; one without sees "
    "them all; and all of the prompt is in the text.",
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
    text = lab.generation.generate(oldest, "A", 2, generator=seeded(4))
    expect_equal(text, "ABB", "the text of a model that looks at the oldest of one, and of two characters")
    text = lab.generation.generate(lab.table_model(alphabet(), lag=5), "AFKPUZ", 6, generator=seeded(4))
    expect_equal(text, "AFKPUZBGLQV[", "the text of a model that looks five characters back")
    prompt = "Tom had a red ball, and it was so round that Lily wanted one as well."
    for max_len in (None, 61, 200):
        model = lab.table_model(alphabet(), max_len, lag=60)
        text = lab.generation.generate(model, prompt, 6, generator=seeded(4))
        wanted = prompt + "".join(chr(ord(character) + 1) for character in prompt[-61:][:6])
        expect_equal(text, wanted, f"the text of a model that looks 60 characters back, with a max_len of {max_len}")


@test_case(
    name="the prompt stays as it is",
    points=0.5,
    hidden=True,
    failure_message="The text begins with the prompt, blanks and line breaks at both ends included. A character that "
    "the vocabulary lacks stays in the text, and the model does not see it.",
)
def prompts(lab):
    for prompt, new in (("b", "cde"), (" \n b", "cde"), ("b  ", '!"#'), ("é1", "234"), ("→b☃", "cde")):
        text = lab.generation.generate(lab.table_model(alphabet()), prompt, 3, generator=seeded(5))
        expect_equal(text, prompt + new, f"the text after {prompt!r}")
    text = lab.generation.generate(lab.table_model(alphabet(), lag=1), "b\n", 1, generator=seeded(5))
    expect_equal(text, "b\nc", "the text after a line break, by a model that looks one character back")
    text = lab.generation.generate(lab.table_model(alphabet(), max_len=2, lag=1), "abc☃☃", 2, generator=seeded(5))
    expect_equal(text, "abc☃☃cd", "the text after unknown characters for a model that sees two tokens")
