"""Text to token ids and back."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "tokenization"
points = None


@test_case(name="each character becomes its code point", points=0.5)
def code_points(lab):
    expect_close(lab.tokenization.encode_doc("Hi!"), torch.tensor([72, 105, 33]), 'encode_doc("Hi!")')


@test_case(name="token ids are int64", points=0.5)
def ids_are_int64(lab):
    expect_tensor(lab.tokenization.encode_doc("abc"), 'encode_doc("abc")', (3,), torch.int64)
    expect_tensor(lab.tokenization.encode_doc(""), 'encode_doc("")', (0,), torch.int64)


@test_case(name="blanks at both ends and letters with accents stay", points=0.5)
def others_stay(lab):
    expected = torch.tensor([32, 99, 97, 102, 233, 9, 10])
    expect_close(lab.tokenization.encode_doc(" café\t\n"), expected, 'encode_doc(" café\\t\\n")')


@test_case(name="what the vocabulary lacks is dropped", points=0.5)
def dropped(lab):
    for text, n_vocab, kept in (("ok 🙂 né", 256, "ok  né"), ("zap{", 122, "ap"), ("Ωmega", 1000, "Ωmega")):
        expected = torch.tensor([ord(character) for character in kept])
        expect_close(lab.tokenization.encode_doc(text, n_vocab), expected, f"encode_doc({text!r}, {n_vocab})")


@test_case(name="decoding gives the text back", points=0.5)
def decodes(lab):
    expect_equal(lab.tokenization.decode(torch.tensor([72, 105, 33])), "Hi!", "decode(tensor([72, 105, 33]))")
    expect_equal(lab.tokenization.decode([72, 105, 33]), "Hi!", "decode([72, 105, 33])")


@test_case(name="one id, none, and the id of a euro sign are decoded", points=0.5)
def decodes_few(lab):
    for ids, text in (([9], "\t"), ([], ""), ([8364], "€")):
        expect_equal(lab.tokenization.decode(ids), text, f"decode({ids})")
        tensor = torch.tensor(ids, dtype=torch.int64)
        expect_equal(lab.tokenization.decode(tensor), text, f"decode(tensor({ids}))")


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
    points=1,
    hidden=True,
    failure_message="Code points of n_vocab or more are dropped, whatever n_vocab is; those below are one token "
    "each, letters with accents too.",
)
def unknown_dropped(lab):
    encode = lab.tokenization.encode_doc
    texts = [("a→é ÿĀb", 256), ("abcd", 99), ("~\x7f\x80é", 128), ("aé\u0301Ϧϧ\u03e8→b", 1000)]
    texts += [("abcd", 256), ("\ufeffa\uffff🙂é\U0010ffff", 200000), ("a\x00\x01", 1), ("abcd", 98)]
    found = [encode("a→é ÿĀb"), *(encode(text, n_vocab) for text, n_vocab in texts[1:])]
    for (text, n_vocab), ids in zip(texts, found, strict=True):
        kept = torch.tensor([ord(character) for character in text if ord(character) < n_vocab])
        expect_close(ids, kept, f"a text in a vocabulary of {n_vocab}")
    for n_vocab in (100, 1000, 200000):
        expect_tensor(encode("aé🙂", n_vocab), f"a text in a vocabulary of {n_vocab}", dtype=torch.int64)


@test_case(
    name="blanks, line breaks and signs are characters like any other",
    points=1,
    hidden=True,
    failure_message="Every character of the vocabulary is one token, wherever it stands: blanks at both ends, tabs, "
    "all kinds of line breaks, ², ½ and characters that print nothing.",
)
def every_character(lab):
    texts = [" \n Tom\tsat. \n", "a\r\nb\rc\n\nd", "\xa0x²½ªºµ\xad\x85\x1c\x0b ", "e\u0301", " ", "\n"]
    texts += ["&amp; \\n \\u00e9 %41 <b> 'Ã©' \"--\"", "Ho ho! HO HO! ßSS ÏI\u0307"]
    for text in texts:
        expected = torch.tensor([ord(character) for character in text if ord(character) < 256])
        expect_close(lab.tokenization.encode_doc(text), expected, f"the ids of {text!r}")
    everything = "".join(map(chr, range(256)))
    expect_close(lab.tokenization.encode_doc(everything), torch.arange(256), "the ids of all 256 characters")
    long = "Tom sat. " * 500
    ids = torch.tensor(list(long.encode()))
    expect_close(lab.tokenization.encode_doc(long).double(), ids.double(), "the ids of 4500 characters")


@test_case(
    name="decode takes what encode_doc gives",
    points=1,
    hidden=True,
    failure_message="decode(encode_doc(text)) should be the text again, as a str, line breaks and accents included.",
)
def round_trip(lab):
    text = ' \nSeñor Wolf said:\r\n\t"¡Olé!" \x00\x7f\xff²\x85 '
    expect_equal(lab.tokenization.decode(lab.tokenization.encode_doc(text)), text, "the decoded text")
    expect_equal(lab.tokenization.decode([]), "", "decode([])")
    expect_equal(lab.tokenization.decode([0, 255]), "\x00ÿ", "decode([0, 255])")
    everything = "".join(map(chr, range(256)))
    expect_equal(lab.tokenization.decode(torch.arange(256)), everything, "the text of all 256 ids")
    for text in ("Ann ran.", "", "no"):
        ids = lab.tokenization.encode_doc(text)
        lab.tokenization.encode_doc("another text")
        expect_equal(lab.tokenization.decode(ids), text, "the decoded text, where another one was encoded since")


@test_case(
    name="decode takes one id or none, and ids of any vocabulary",
    points=1,
    hidden=True,
    failure_message="Try decode with one id, with none, and with 8364, each as a tensor of shape (n_tokens,) and as a "
    "list of ints.",
)
def other_ids(lab):
    for text in ("a", "\n", "", "aϧ€🙂", "\ufeffa\ufffe\U0010ffff"):
        ids = [ord(character) for character in text]
        found = lab.tokenization.decode(torch.tensor(ids, dtype=torch.int64)), lab.tokenization.decode(ids)
        expect_equal(found, (text, text), f"what becomes of {ids}")
    for ids in ([97] * 4500, torch.full((4500,), 97)):
        expect_equal(lab.tokenization.decode(ids), "a" * 4500, "the text of 4500 ids")
    expect_equal(lab.arguments_after(lab.tokenization.decode, [97, 98]), [[97, 98]], "the list of ids after the call")
    (after,) = lab.arguments_after(lab.tokenization.decode, torch.tensor([97, 98]))
    expect_close(after, torch.tensor([97, 98]), "the tensor of ids after the call")
