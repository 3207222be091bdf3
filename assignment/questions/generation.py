"""Temperature, and drawing text."""

import itertools
import math
import string

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


def drawn(lab, model, n_texts, temperature=1.0, length=100):
    """Texts of `length` new characters after an "x", each with a seed of its own."""
    texts = [lab.generation.generate(model, "x", length, temperature, seeded(seed)) for seed in range(n_texts)]
    for text in texts:
        expect_equal(len(text), length + 1, f'the length of "x" and {length} new characters')
    return [text[1:] for text in texts]


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


@test_case(
    name="low temperatures sharpen, high ones level",
    points=0.5,
    hidden=True,
    failure_message="softmax(logits / temperature), at the last position of each document: what does a temperature "
    "of 2 do to the differences between logits?",
)
def temperature(lab):
    generator = seeded(11)
    sizes = [((2, 3, 5), 0.5), ((2, 2, 3, 5), 4.0), ((1, 3, 5), 2.0), ((4, 5), 1.0), ((1, 9), 0.8)]
    exercises = [(torch.randn(shape, generator=generator), value) for shape, value in sizes]
    for value in (0.25, 0.02, 0.0002, 2.5, 60.0):  # the differences that count are about as large as the temperature
        exercises.append((value * torch.randn(2, 3, 6, generator=generator), value))
    exercises.append((3 * torch.randn(3, 6, generator=generator, dtype=torch.float64), 0.7))
    found = [lab.generation.next_token_probabilities(*each) for each in exercises]
    for (logits, value), probabilities in zip(exercises, found, strict=True):
        expected = (logits[..., -1, :] / value).softmax(-1)
        what = f"the probabilities for logits of shape {tuple(logits.shape)} and a temperature of {value}"
        expect_close(probabilities, expected, what)
        expect_tensor(probabilities, what, dtype=logits.dtype)
    logits, value = exercises[0]
    after = lab.arguments_after(lab.generation.next_token_probabilities, logits, value)
    expect_close(after[0], logits, "the logits after the call")


@test_case(
    name="large logits over a small temperature stay finite",
    points=0.5,
    hidden=True,
    failure_message="If no test above fails, with a logit of 90 and a temperature of 0.5, your probabilities are no "
    "numbers: what does `exp` make of 180?",
)
def extreme(lab):
    large, even = torch.tensor([[0.0, 90.0, 89.5, -90.0]]), torch.zeros(1, 200)
    # over 0.25, no logit is beyond 164, where rounding is still smaller than the tolerance, and rows are far apart
    huge = torch.tensor([[5.0, 0.0, 9.0], [40.0, 39.5, 39.0], [-41.0, -40.0, -40.5]])
    apart = torch.stack(
        [huge[[2, 1]], huge[[1, 2]], huge[[0, 0]]]
    )  # documents and positions with very different logits
    exercises = [(large, 0.5), (even, 0.01), (huge[:2], 0.25), (huge, 0.25), (apart, 0.25)]
    found = [lab.generation.next_token_probabilities(*each) for each in exercises]
    for (logits, value), probabilities in zip(exercises, found, strict=True):
        expected = (logits[..., -1, :] / value).softmax(-1)
        expect_close(probabilities, expected, f"the probabilities of large logits at a temperature of {value}")


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
    for free in range(2):
        lab.generation.generate(model, "x", 30, generator=seeded(1))
        texts[free] = lab.generation.generate(model, "x", 30)
    assert texts[0] != texts[1], "a text without a generator should be another one, also after one with the same seed"
    # 60 draws from 256 show 53 different ones with a standard deviation of 2.3
    starts = {lab.generation.generate(model, "x", 1, generator=seeded(seed)) for seed in range(60)}
    assert len(starts) > 38, f"60 seeds should have about 53 different first characters, but have {len(starts)}"


@test_case(
    name="characters are drawn as often as they are likely",
    points=0.5,
    hidden=True,
    failure_message="Each character is drawn at random with its probability (at this temperature), not the likeliest "
    "one taken, and none is spared because it was there before.",
)
def frequencies(lab):
    # the standard deviation of a share in n draws is sqrt(p (1 - p) / n), and 5.5 of them are left once in 2e7
    model = lab.table_model(likely({"a": 20.0, "b": 19.0}))
    for temperature, n_texts, share in ((0.5, 3, 0.8808), (2.0, 2, 0.6225)):  # 1 / (1 + exp(-1 / temperature))
        text = "".join(drawn(lab, model, n_texts, temperature))
        expect_equal(set(text), {"a", "b"}, "the characters that come where only a and b are likely")
        expect_share(text.count("a"), len(text), share)
    for logit, temperature, share in ((20.0, 0.02, 0.5), (15.0, 5.0, 0.7311)):
        text = drawn(lab, lab.table_model(likely({"a": 20.0, "b": logit})), 1, temperature, length=120)[0]
        expect_equal(set(text), {"a", "b"}, "the characters that come where only a and b are likely")
        expect_share(text.count("a"), len(text), share)
    # a is as likely as all others together; no two of these are equal, so that the 40 likeliest are 40
    common = {chr(token): 1.0 + 1e-5 * token for token in range(256)} | {"a": 1.0 + math.log(255)}
    text = drawn(lab, lab.table_model(likely(common)), 1, length=1010)[0]  # more than Python's calls go deep
    expect_share(text.count("a"), len(text), 0.5)
    expect_share(sum(pair == ("a", "a") for pair in itertools.pairwise(text)), text[:-1].count("a"), 0.5)


def expect_share(n_found, n_draws, share):
    """So many of the draws as belong to a share, within 5.5 standard deviations."""
    margin = 5.5 * (share * (1 - share) / max(1, n_draws)) ** 0.5
    found = n_found / max(1, n_draws)
    assert abs(found - share) < margin, f"a should be drawn in {share:.0%} of all cases, but was in {found:.0%}"


@test_case(
    name="every character can come, and none ends the text",
    points=0.5,
    hidden=True,
    failure_message="Draw many characters where all 256 are equally likely, and where some are rare: each of them has "
    "to come, line breaks and characters that print nothing too, and the text is as long as asked.",
)
def every_character(lab):
    # of 256 that are alike, 128 draws show 101 on average with a standard deviation of 4, and 6 times that leaves out
    # 12.7 on average, and 36 or more once in 1e7 (Poisson)
    evenly = drawn(lab, lab.table_model(EVEN + 2), 6, length=128)
    even = set("".join(evenly))
    assert len(even) >= 221, f"768 draws from 256 characters should show nearly all, but show {len(even)}"
    assert even <= set(map(chr, range(256))), "only characters of the vocabulary should come"
    n_different = sum(len(set(text)) for text in evenly)
    assert abs(n_different - 605) < 54, f"of 128 draws, about 101 should be different, but {n_different / 6:z.0f} are"
    # 32 frequent characters, and 224 rare ones that have 3 % together: of 540 draws, 16 are rare, and none once in 1e7;
    # two frequent ones are missing once in 1e11
    frequent = string.ascii_lowercase + "\n .,!?"
    rare = math.log(0.03 / 0.97 * 32 / 224)
    model = lab.table_model(likely({chr(token): 20 + rare for token in range(256)} | dict.fromkeys(frequent, 20.0)))
    texts = drawn(lab, model, 6, length=90)
    seen = set("".join(texts))
    assert len(set(frequent) - seen) < 2, "nearly all characters that come once in 33 draws should be among 540"
    assert seen - set(frequent), "some rare characters should be among 540 draws"
    # 25 draws from 32 show 17.8 different ones with a standard deviation of 1.7; 6 times that leaves 130 once in 1e8
    n_different = sum(len(set(text[:25])) for text in texts)
    assert n_different < 130, "characters should come again as often as others come"
    ends = drawn(lab, lab.table_model(likely(dict.fromkeys("\n\x00 \xff", 20.0))), 1)[0]
    expect_equal(set(ends), set("\n\x00 \xff"), "the characters of a text of blanks")  # 4 (3/4)^100 = 1e-12
    fewer = set(drawn(lab, lab.table_model(torch.zeros(128, 128)), 1, length=150)[0])
    assert fewer <= set(map(chr, range(128))), "only characters of the model's vocabulary should come"
    assert len(fewer) > 64, f"150 draws from 128 characters should show about 88, but show {len(fewer)}"


@test_case(
    name="the newest tokens are kept when the context is full",
    points=0.5,
    hidden=True,
    failure_message="A model with a max_len sees the last max_len tokens, however many these are; one without sees "
    "them all; and all of the prompt is in the text.",
)
def cropped(lab):
    text = lab.generation.generate(lab.table_model(alphabet(), lag=5), "AFKPUZ", 6, generator=seeded(4))
    expect_equal(text, "AFKPUZBGLQV[", "the text of a model that looks five characters back")
    prompt = "Tom had a red ball, and it was so round that Lily wanted one as well."
    for length, max_len, lag in ((69, None, 60), (69, 200, 60), (1500, None, 1200), (1500, 1300, 1200)):
        model, begin = lab.table_model(alphabet(), max_len, lag=lag), (prompt * 22)[:length]
        text = lab.generation.generate(model, begin, 6, generator=seeded(4))
        wanted = begin + "".join(chr(ord(character) + 1) for character in begin[-lag - 1 :][:6])
        expect_equal(text, wanted, text_of(max_len, lag))
    model = lab.table_model(alphabet(), max_len=4)
    text = lab.generation.generate(model, "A", 9, temperature=0.5, generator=seeded(4))
    expect_equal(text, "ABCDEFGHIJ", "the text that outgrows max_len")
    text = lab.generation.generate(model, "zzzzzzA", 12, generator=seeded(4))
    expect_equal(text, "zzzzzzABCDEFGHIJKLM", "the text")
    text = lab.generation.generate(lab.table_model(alphabet(), max_len=1), "zzA", 5, generator=seeded(4))
    expect_equal(text, "zzABCDEF", "the text of a model with a max_len of 1")
    oldest = lab.table_model(alphabet(), max_len=4, lag=3)  # looks at the oldest of four tokens
    text = lab.generation.generate(oldest, "zzAFKP", 7, generator=seeded(4))
    expect_equal(text, "zzAFKPBGLQCHM", "the text of a model that looks three characters back")
    text = lab.generation.generate(oldest, "A", 2, generator=seeded(4))
    expect_equal(text, "ABB", "the text of a model that looks at the oldest of one, and of two characters")
    (text,) = drawn(lab, lab.table_model(alphabet(), 61, lag=60), 1, length=70)
    expect_equal(text, "y" * 61 + "z" * 9, "the text of a model that looks at the oldest of 61 tokens")


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
    for step, new in ((2, "dfh"), (1, "cde")):
        model = lab.table_model(LEADS * torch.eye(256).roll(step, dims=1))
        text = lab.generation.generate(model, "b", 3, generator=seeded(5))
        expect_equal(text, "b" + new, f"the text of a model that moves {step} further in the alphabet")
    text = lab.generation.generate(lab.table_model(alphabet(), lag=1), "b\n", 1, generator=seeded(5))
    expect_equal(text, "b\nc", "the text after a line break, by a model that looks one character back")
    text = lab.generation.generate(lab.table_model(alphabet(), max_len=2, lag=1), "abc☃☃", 2, generator=seeded(5))
    expect_equal(text, "abc☃☃cd", "the text after unknown characters for a model that sees two tokens")
