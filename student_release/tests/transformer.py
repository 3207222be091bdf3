"""The transformer layer, and the language model around it."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_raises, expect_tensor

OK_FORMAT = False
name = "transformer"
points = None


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="the layer keeps the shape of its input", points=0.5)
def layer_shape(lab):
    layer = lab.transformer.BareBonesTransformerLayer(8, 3, 2, 10)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(layer(x[0]), "the output of the layer", (5, 8), torch.float32)
    expect_float(layer(x), "the output for a batch", (2, 5, 8))


@test_case(name="a layer whose parts give zero leaves x alone", points=1)
def residuals(lab):
    layer = lab.transformer.BareBonesTransformerLayer(4, 2, 2, 3)
    lab.load_parameters(layer, {name: torch.zeros_like(value) for name, value in lab.parameters(layer).items()})
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, -1.0, 0.5, 2.0]])
    expect_close(layer(x), x, "x, after attention and MLP added zero to it")


def without(lab, layer, x, *parts):
    """What the layer makes of x while all parameters of these parts are zero; then they get their numbers back."""
    before = lab.parameters(layer)
    zero = {name: torch.zeros_like(value) for name, value in before.items() if name.startswith(parts)}
    lab.load_parameters(layer, zero)
    output = layer(x)
    lab.load_parameters(layer, before)
    expect_tensor(output, "the output of the layer", tuple(x.shape))
    return output


@test_case(name="what goes into each part is normed", points=0.5)
def normed(lab):
    layer, x = lab.transformer.BareBonesTransformerLayer(8, 4, 2, 10), 3 * torch.randn(5, 8, generator=seeded(2))
    for part, other in (("attention", "mlp"), ("the MLP", "self_attention")):
        added, added_to_more = (without(lab, layer, size * x, other) - size * x for size in (1, 10))
        expect_close(added_to_more, added, f"what {part} adds to 10 x (compared with what it adds to x)")


@test_case(name="norm_1 is there for attention, norm_2 for the MLP", points=0.5)
def which_norm(lab):
    layer, x = lab.transformer.BareBonesTransformerLayer(8, 4, 2, 10), torch.randn(5, 8, generator=seeded(3))
    biases = ("mlp.model.0.bias", "mlp.model.2.bias")  # without them, the MLP makes zero of zero
    for norm, part in (("norm_1", "self_attention"), ("norm_2", "mlp")):
        silent = without(lab, layer, x, part, *biases)
        expect_close(
            without(lab, layer, x, norm, *biases), silent, f"the output where {norm} is all 0, so that {part} gets 0"
        )


@test_case(name="the MLP works on what attention has found", points=0.5)
def in_order(lab):
    layer, x = lab.transformer.BareBonesTransformerLayer(8, 4, 2, 10), torch.randn(5, 8, generator=seeded(4))
    after_attention = without(lab, layer, x, "mlp")
    expected = without(lab, layer, after_attention, "self_attention")
    expect_close(layer(x), expected, "the output (compared with attention alone and then the MLP alone)")


@test_case(name="logits for texts of up to max_len tokens", points=0.5)
def logits_shape(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    for length in (1, 3, 6):
        ids = torch.randint(11, (2, length), generator=seeded(length))
        expect_tensor(model(ids), f"the logits of 2 texts of {length} tokens", (2, length, 11), torch.float32)
        expect_float(model(ids[0]), f"the logits of a text of {length} tokens", (length, 11))


def small_model(lab, positions):
    """A model of 4 tokens with these position embeddings, whose layer adds nothing; and its token embeddings."""
    model = lab.transformer.TransformerLM(4, 3, 2, 3)
    state = {name: torch.zeros_like(value) for name, value in lab.parameters(model).items()}
    embeddings = torch.tensor([[1.0, 0], [0, 1], [2, 1], [-1, 1]])
    state["word_to_embedding.weight"] = state["lm_head.weight"] = embeddings
    lab.load_parameters(model, state | {"pos_to_embedding.weight": positions})
    return model, embeddings


@test_case(name="token embeddings go through the layer and become logits", points=0.5)
def logits_by_hand(lab):
    ids = torch.tensor([3, 0, 3])
    model, embeddings = small_model(lab, torch.zeros(3, 2))
    expected = embeddings[ids] @ embeddings.T
    expect_close(model(ids), expected, "the logits (where positions are 0 and the layer adds nothing)")
    fresh = lab.transformer.TransformerLM(4, 3, 2, 3)
    before = fresh(ids)
    expect_tensor(before, "the logits of 3 tokens", (3, 4))
    layer = {name: torch.zeros_like(value) for name, value in lab.parameters(fresh).items() if "model." in name}
    lab.load_parameters(fresh, layer)
    assert not torch.equal(fresh(ids), before), "the logits should change with the layer's parameters, but do not"


@test_case(name="token i of each document has position i", points=0.5)
def positions_by_hand(lab):
    positions = torch.tensor([[0.0, 10], [20, 0], [0, 30]])
    model, embeddings = small_model(lab, positions)
    for ids in (torch.tensor([1, 1, 1]), torch.tensor([[0, 1], [2, 2]])):
        expected = (embeddings[ids] + positions[: ids.shape[-1]]) @ embeddings.T
        expect_close(model(ids), expected, f"the logits for the ids {ids.tolist()} (where the layer adds nothing)")


@test_case(name="a text longer than max_len is refused with both numbers", points=0.5)
def too_long(lab):
    model = lab.transformer.TransformerLM(11, 6, 8, 10)
    ids = torch.zeros(9, dtype=torch.int64)
    message = expect_raises("ValueError", lambda: model(ids), "a text of 9 tokens for a max_len of 6")
    assert "9" in message and "6" in message, f"the message should name 9 and 6, but says: {message}"


@test_case(name="training, evaluation, dtype and device make no difference", points=0.5)
def any_mode(lab):
    model, ids = lab.transformer.TransformerLM(11, 20, 8, 10), torch.arange(11)
    model.train()
    in_training = model(ids)
    expect_tensor(in_training, "the logits of 11 tokens", (11, 11))
    model.eval()
    expect_close(model(ids), in_training, "the logits in evaluation (compared with those in training)")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the device of the parameters, but are not"
    model.double()
    expect_tensor(model(ids), "the logits of a model with parameters of float64", (11, 11), torch.float64)
    layer, x = lab.transformer.BareBonesTransformerLayer(8, 4, 2, 10), torch.randn(5, 8, generator=seeded(5))
    expect_close(lab.inputs_after(layer, x), x, "x after the layer has been called")
