"""What holds for every right way from text to token ids and back."""

import torch
from otter.test_files import test_case

from checks.expect import expect_equal, expect_tensor

OK_FORMAT = False
name = "tokenization"
points = None


def ids_of(lab, text, *n_vocab):
    """The ids that the submission gives a text, as a list; they have to be a tensor of shape (n_tokens,)."""
    ids = lab.tokenization.encode_doc(text, *n_vocab)
    call = f"`encode_doc({', '.join(map(repr, (text, *n_vocab)))})`"
    expect_tensor(ids, call)
    assert ids.dim() == 1, f"{call} should have one dimension, but has shape {tuple(ids.shape)}"
    return ids.tolist()


def expect_ids(lab, text, *n_vocab):
    """The ids of a text are the code points of its characters below `n_vocab`."""
    expected = [ord(character) for character in text if ord(character) < (n_vocab or (256,))[0]]
    found = ids_of(lab, text, *n_vocab)
    call = f"`encode_doc({', '.join(map(repr, (text, *n_vocab)))})`"
    assert found == expected, f"{call} should have the ids {expected}, but has {found}"


@test_case(
    name="the ids are a tensor with one dimension",
    points=0,
    failure_message='Print `encode_doc("dog")` with its type and shape. The docstring says (n_tokens,).',
)
def one_dimension(lab):
    for text in ("dog", "x", "A dog ran."):
        ids_of(lab, text)


@test_case(
    name="the ids are whole numbers of 64 bits",
    points=0,
    failure_message='Print `encode_doc("dog").dtype`. An embedding layer looks up rows by `torch.int64`.',
)
def whole_numbers(lab):
    for text in ("dog", "A dog ran."):
        ids = lab.tokenization.encode_doc(text)
        expect_tensor(ids, f"`encode_doc({text!r})`", dtype=torch.int64)


@test_case(
    name="each letter has its code point as its id, in the order of the text",
    points=0,
    failure_message='Print `encode_doc("dog")`, and `ord` of each of its letters. How many ids are there, and which '
    "come first and last?",
)
def letters(lab):
    for text in ("dog", "DOG", "otto", "zebra", "7?"):
        expect_ids(lab, text)


@test_case(
    name="a text without characters has no ids, and is a tensor like any other",
    points=0,
    failure_message='Print `encode_doc("")` with its shape and dtype. The docstring names both.',
)
def nothing(lab):
    expect_tensor(lab.tokenization.encode_doc(""), '`encode_doc("")`', (0,), torch.int64)


@test_case(
    name="blanks and line breaks have ids wherever they stand",
    points=0,
    failure_message="Print the ids of a text with a blank, a tab or a line break at its beginning, in its middle and "
    "at its end. Which of your calls leaves some out, or changes them?",
)
def blanks(lab):
    for text in ("no dog", " dog", "dog ", "a\nb", "\ndog\n", "a\tb", "a  b", "a\r\nb", "a\x0bb\x0cc"):
        expect_ids(lab, text)


@test_case(
    name="letters with accents and signs below 256 have one id each",
    points=0,
    failure_message='Print `encode_doc("é")` and `ord("é")`. How many characters does the text have, and how many ids?',
)
def accents(lab):
    for text in ("é", "Übung", "1½", "5°", "n²", "ª", "ß", "\xad", "\x80\x9f", "\x00", "\x1b\x7f", "ÿ"):
        expect_ids(lab, text)


@test_case(
    name="characters of 256 and more are dropped, and nothing else",
    points=0,
    failure_message='Print the ids of "a", an emoji and "b". Which of these characters are in a vocabulary of 256, '
    "and what becomes of the other one?",
)
def dropped(lab):
    for text in ("x🐶y", "→x", "x→→", "Ā", "ŁódŹ", "ﬁx", "ｘ", "a\u0300b"):
        expect_ids(lab, text)


@test_case(
    name="`n_vocab` says where the vocabulary ends",
    points=0,
    failure_message='Print `encode_doc("xyz", 122)`, and `ord` of these letters. The largest id is `n_vocab - 1`.',
)
def limit(lab):
    for text, n_vocab in (("xyz", 122), ("xyz", 121), ("xyz", 123), ("Łódź→", 400), ("x→y", 10000), ("aéb", 128)):
        expect_ids(lab, text, n_vocab)


@test_case(
    name="decoding gives one text, with a character for each id",
    points=0,
    failure_message="Print `repr(decode(torch.tensor([100, 111, 103])))`: which type does it have, and how many "
    "characters?",
)
def decoded(lab):
    for text in ("dog", "DOG", "A dog"):
        ids = list(map(ord, text))
        expect_equal(lab.tokenization.decode(torch.tensor(ids)), text, f"`decode(torch.tensor({ids}))`")


@test_case(
    name="decoding takes lists of ints as well as tensors, of any length",
    points=0,
    failure_message="Call `decode` with `[100, 111]`, `[100]` and `[]`, and with tensors of these ids. The docstring "
    "names both types.",
)
def kinds(lab):
    for text in ("do", "d", ""):
        ids = list(map(ord, text))
        expect_equal(lab.tokenization.decode(ids), text, f"`decode({ids})`")
        tensor = torch.tensor(ids, dtype=torch.int64)
        expect_equal(lab.tokenization.decode(tensor), text, f"`decode(torch.tensor({ids}, dtype=torch.int64))`")


@test_case(
    name="decoding gives back every character, also one that prints nothing",
    points=0,
    failure_message="Compare `repr(decode([97, 10, 98]))` with the three characters that belong to these ids. Which "
    "ids does your code treat in another way than the rest?",
)
def any_character(lab):
    for text in ("a\nb", " a ", "\ta\n", "a\x00b", "\r\n", "Ab", "é", "½ÿ", "\x80\x9f", "a\x1b"):
        ids = list(map(ord, text))
        expect_equal(lab.tokenization.decode(ids), text, f"`decode({ids})`")


@test_case(
    name="decoding takes ids of any vocabulary",
    points=0,
    failure_message="Print `decode([960])` and `chr(960)`. Which number limits the ids that your code can decode?",
)
def large_ids(lab):
    for text in ("π", "aπb", "🐶"):
        ids = list(map(ord, text))
        expect_equal(lab.tokenization.decode(ids), text, f"`decode({ids})`")
