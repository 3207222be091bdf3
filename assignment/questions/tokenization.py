"""Text to token ids and back."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "tokenization"
points = None


@test_case(name="each character becomes its code point", points=1)
def code_points(lab):
    expect_close(lab.tokenization.encode_doc("Hi!"), torch.tensor([72, 105, 33]), 'encode_doc("Hi!")')


@test_case(name="token ids are int64", points=1)
def ids_are_int64(lab):
    expect_tensor(lab.tokenization.encode_doc("abc"), 'encode_doc("abc")', (3,), torch.int64)


@test_case(name="decoding gives the text back", points=1)
def decodes(lab):
    expect_equal(lab.tokenization.decode(torch.tensor([72, 105, 33])), "Hi!", "decode(tensor([72, 105, 33]))")
    expect_equal(lab.tokenization.decode([72, 105, 33]), "Hi!", "decode([72, 105, 33])")


@test_case(
    name="the empty text is an int64 tensor of shape (0,)",
    points=1,
    hidden=True,
    failure_message="What does encode_doc make of a text without any character? An embedding takes int64 only.",
)
def empty_text(lab):
    expect_tensor(lab.tokenization.encode_doc(""), 'encode_doc("")', (0,), torch.int64)
    expect_tensor(lab.tokenization.encode_doc("→"), "a text of unknown characters", (0,), torch.int64)


@test_case(
    name="characters outside the vocabulary are dropped",
    points=2,
    hidden=True,
    failure_message="Code points of n_vocab or more are dropped, whatever n_vocab is; those below are one token "
    "each, letters with accents too.",
)
def unknown_dropped(lab):
    encode = lab.tokenization.encode_doc
    expect_close(encode("a→é ÿĀb"), torch.tensor([97, 233, 32, 255, 98]), "a text with arrows and accents")
    expect_close(encode("abcd", 99), torch.tensor([97, 98]), "a text in a smaller vocabulary")


@test_case(
    name="decode takes what encode_doc gives",
    points=2,
    hidden=True,
    failure_message="decode(encode_doc(text)) should be the text again, as a str, line breaks and accents included.",
)
def round_trip(lab):
    text = 'Señor Wolf said:\n\t"¡Olé!" \x00\x7f\xff'
    expect_equal(lab.tokenization.decode(lab.tokenization.encode_doc(text)), text, "the decoded text")
    expect_equal(lab.tokenization.decode([]), "", "decode([])")
    expect_equal(lab.tokenization.decode([0, 255]), "\x00ÿ", "decode([0, 255])")
