"""The transformer layer, and the language model around it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_raises
from checks.parameters import share_parameters

OK_FORMAT = False
name = "transformer"
points = None


@test_case(name="the layer keeps the shape of its input", points=1)
def layer_shape(lab):
    layer = lab.transformer.BareBonesTransformerLayer(8, 3, 2, 10)
    expect_float(layer(torch.ones(5, 8)), "the output of the layer", (5, 8))
    expect_float(layer(torch.ones(2, 5, 8)), "the output for a batch", (2, 5, 8))


@test_case(name="a layer whose parts give zero leaves x alone", points=2)
def residuals(lab):
    layer = lab.transformer.BareBonesTransformerLayer(4, 2, 2, 3)
    layer.load_state_dict({name: torch.zeros_like(value) for name, value in layer.state_dict().items()})
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, -1.0, 0.5, 2.0]])
    expect_close(layer(x), x, "x, after attention and MLP added zero to it")


@test_case(name="logits for texts of up to max_len tokens", points=1)
def logits_shape(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    for length in (1, 3, 6):
        ids = torch.zeros(2, length, dtype=torch.int64)
        expect_float(model(ids), f"the logits of 2 texts of {length} tokens", (2, length, 11))
        expect_float(model(ids[0]), f"the logits of a text of {length} tokens", (length, 11))


@test_case(name="a text longer than max_len is refused with both numbers", points=1)
def too_long(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    ids = torch.zeros(9, dtype=torch.int64)
    message = expect_raises("ValueError", lambda: model(ids), "a text of 9 tokens for a max_len of 6")
    assert "9" in message and "6" in message, f"the message should name 9 and 6, but says: {message}"


@test_case(
    name="pre-norm: each part works on the normed x, and is added to x itself",
    points=3,
    hidden=True,
    failure_message="x = x + self_attention(norm_1(x)), then x = x + mlp(norm_2(x)): look at what goes into each "
    "norm, and what the results are added to.",
)
def layer_values(lab, reference):
    layer, right = (view.transformer.BareBonesTransformerLayer(6, 4, 2, 9) for view in (lab, reference))
    share_parameters(layer, right)
    for shape in ((5, 6), (2, 3, 6)):
        x = 2 * torch.randn(shape, generator=torch.Generator().manual_seed(8)) + 1
        expect_close(layer(x), right(x), f"the output for x of shape {shape}")


@test_case(
    name="every token gets the embedding of its own position",
    points=3,
    hidden=True,
    failure_message="Token i of each document gets token embedding + position embedding i, counted from 0; then the "
    "layer, then the logits.",
)
def model_values(lab, reference):
    model, right = (view.transformer.TransformerLM(11, 6, 8, 10) for view in (lab, reference))
    share_parameters(model, right)
    generator = torch.Generator().manual_seed(9)
    for shape in ((1,), (4,), (6,), (3, 5), (6, 6), (2, 2, 3)):
        ids = torch.randint(11, shape, generator=generator)
        expect_close(model(ids), right(ids), f"the logits of token ids of shape {shape}")


@test_case(
    name="causal, and every parameter learns",
    points=2,
    hidden=True,
    failure_message="The logits of a token depend on a later one, or the gradient of a parameter is missing or wrong, "
    "or a tensor is made on a device of its own.",
)
def gradients(lab, reference):
    model, right = (view.transformer.TransformerLM(11, 6, 8, 10) for view in (lab, reference))
    share_parameters(model, right)
    ids = torch.tensor([3, 1, 4, 1, 5])
    expect_close(model(torch.tensor([3, 1, 4, 9, 2]))[:3], model(ids)[:3], "the logits before the change")
    weights = torch.randn(5, 11, generator=torch.Generator().manual_seed(10))
    weights[3:] = 0
    found, wanted = lab.gradients(model, ids, weights), reference.gradients(right, ids, weights)
    for parameter in ("pos_to_embedding.weight", "model.norm_1.weight", "model.mlp.model.0.weight"):
        expect_close(found[parameter], wanted[parameter], f"the gradient of {parameter}")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the model's device"


@test_case(
    name="exactly max_len fits, one more does not",
    points=1,
    hidden=True,
    failure_message="A text of exactly max_len tokens is fine; one token more raises ValueError with both numbers.",
)
def limit(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    expect_float(model(torch.zeros(6, dtype=torch.int64)), "the logits of max_len tokens", (6, 11))
    for ids in (torch.zeros(7, dtype=torch.int64), torch.zeros(2, 7, dtype=torch.int64)):
        message = expect_raises("ValueError", lambda ids=ids: model(ids), "a text of max_len + 1 tokens")
        assert "7" in message and "6" in message, "the message should name both numbers"
