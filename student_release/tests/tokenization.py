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
