"""The transformer layer, and the language model around it."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_raises, expect_tensor

OK_FORMAT = False
name = "transformer"
points = None


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="the layer keeps the shape of its input", points=1)
def layer_shape(lab):
    layer = lab.transformer.BareBonesTransformerLayer(8, 3, 2, 10)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(layer(x[0]), "the output of the layer", (5, 8), torch.float32)
    expect_float(layer(x), "the output for a batch", (2, 5, 8))


@test_case(name="a layer whose parts give zero leaves x alone", points=2)
def residuals(lab):
    layer = lab.transformer.BareBonesTransformerLayer(4, 2, 2, 3)
    lab.load_parameters(layer, {name: torch.zeros_like(value) for name, value in lab.parameters(layer).items()})
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, -1.0, 0.5, 2.0]])
    expect_close(layer(x), x, "x, after attention and MLP added zero to it")


@test_case(name="logits for texts of up to max_len tokens", points=1)
def logits_shape(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    for length in (1, 3, 6):
        ids = torch.randint(11, (2, length), generator=seeded(length))
        expect_tensor(model(ids), f"the logits of 2 texts of {length} tokens", (2, length, 11), torch.float32)
        expect_float(model(ids[0]), f"the logits of a text of {length} tokens", (length, 11))


@test_case(name="a text longer than max_len is refused with both numbers", points=1)
def too_long(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    ids = torch.zeros(9, dtype=torch.int64)
    message = expect_raises("ValueError", lambda: model(ids), "a text of 9 tokens for a max_len of 6")
    assert "9" in message and "6" in message, f"the message should name 9 and 6, but says: {message}"
