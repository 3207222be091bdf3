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
