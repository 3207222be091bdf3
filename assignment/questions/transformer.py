"""The transformer layer, and the language model around it."""

import re

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_raises, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "transformer"
points = None


def two_layers(lab, reference):
    """A layer of the submission and one of the reference, with the same parameters."""
    layer, right = (view.transformer.BareBonesTransformerLayer(6, 4, 2, 9) for view in (lab, reference))
    share_parameters(lab, layer, reference, right)
    return layer, right


def two_models(lab, reference, max_len=7):
    """A language model of the submission and one of the reference, with the same parameters."""
    model, right = (view.transformer.TransformerLM(11, max_len, 8, 10) for view in (lab, reference))
    share_parameters(lab, model, reference, right)
    return model, right


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


@test_case(
    name="pre-norm: each part works on the normed x, and is added to x itself",
    points=2.5,
    hidden=True,
    failure_message="x = x + self_attention(norm_1(x)), then x = x + mlp(norm_2(x)): look at what goes into each "
    "norm, and what the results are added to.",
)
def layer_values(lab, reference):
    layer, right = two_layers(lab, reference)
    generator = seeded(8)
    shapes = ((5, 6), (1, 6), (2, 3, 6), (2, 2, 3, 6), (1, 4, 6), (2, 1, 1, 6))
    texts = [2 * torch.randn(shape, generator=generator) + 1 for shape in shapes]
    for x, found in [(x, layer(x)) for x in texts]:
        expect_close(found, right(x), f"the output for x of shape {tuple(x.shape)}")
    small = torch.randn(4, 6, generator=generator) * torch.tensor([[0.01], [0.003], [0.0], [1.0]])
    expect_close(layer(small), right(small), "the output for vectors whose numbers are small, or all alike")
    zero = {name: 0 * value for name, value in reference.parameters(right).items() if name.startswith("self_attention")}
    lab.load_parameters(layer, zero)
    reference.load_parameters(right, zero)
    expect_close(layer(small), right(small), "the output for such vectors by a layer whose attention gives zero")


@test_case(
    name="every token gets the embedding of its own position",
    points=2,
    hidden=True,
    failure_message="If no test above fails, look at the positions: token i of each document gets token embedding + "
    "position embedding i, counted from 0; then the layer, then the logits.",
)
def model_values(lab, reference):
    model, right = two_models(lab, reference)
    generator = seeded(9)
    shapes = ((4,), (1,), (6,), (3, 5), (6, 6), (2, 2, 3), (1, 4), (2, 1, 1), (9, 2), (2, 9, 2))
    texts = [torch.randint(11, shape, generator=generator) for shape in shapes]
    for ids, found in [(ids, model(ids)) for ids in texts]:
        expect_close(found, right(ids), f"the logits of token ids of shape {tuple(ids.shape)}")


@test_case(
    name="every call stands by itself, in training and in evaluation",
    points=1,
    hidden=True,
    failure_message="If no test above fails, call one model with texts of 3, 40 and 3 tokens, after model.train() and "
    "after model.eval(): the logits depend on these ids and the parameters alone, and have their dtype. No call "
    "changes a parameter, ids or x.",
)
def calls(lab, reference):
    layer, right_layer = two_layers(lab, reference)
    model, right = two_models(lab, reference, max_len=70)
    generator, before = seeded(12), lab.parameters(model)
    found = []
    for mode in ("train", "eval"):
        getattr(layer, mode)()
        getattr(model, mode)()
        for shape in ((3,), (40,), (3,), (2, 64)):
            ids, x = torch.randint(11, shape, generator=generator), torch.randn(*shape, 6, generator=generator)
            found.append((f"for {shape} in mode {mode}", ids, model(ids), x, layer(x)))
    for place, ids, logits, x, output in found:
        expect_close(logits, right(ids), f"the logits {place}")
        expect_close(output, right_layer(x), f"the output of the layer {place}")
    ids, x = torch.randint(11, (2, 5), generator=generator), torch.randn(2, 5, 6, generator=generator)
    layer.train()
    model.train()
    wanted_output, wanted_logits = right_layer(x[0]), right(ids[0])
    for output in lab.outputs_in_a_row(layer, x[0]):
        expect_close(output, wanted_output, "the output of one of many calls in training")
    for logits in lab.outputs_in_a_row(model, ids[0]):
        expect_close(logits, wanted_logits, "the logits of one of many calls in training")
    after = lab.parameters(model)
    for parameter, value in before.items():
        expect_close(after[parameter], value, f"{parameter} after some calls")
    expect_close(lab.inputs_after(layer, x), x, "x after the call")
    expect_close(lab.inputs_after(model, ids), ids, "the ids after the call")
    share_parameters(lab, layer, reference, right_layer, seed=1)
    share_parameters(lab, model, reference, right, seed=1)
    for what, found, wanted in (
        ("the output", (layer(x), layer.double()(x.double())), right_layer(x)),
        ("the logits", (model(ids), model.double()(ids)), right(ids)),
    ):
        expect_close(found[0], wanted, f"{what} after the parameters have changed")
        expect_tensor(found[1], f"{what} with parameters of float64", dtype=torch.float64)
        expect_close(found[1].float(), wanted, f"{what} with parameters of float64")


@test_case(
    name="causal, and every parameter learns",
    points=2,
    hidden=True,
    failure_message="If no test above fails, the logits of a token depend on a later one, or the gradient of a "
    "parameter is missing or wrong, or a tensor is made on a device of its own.",
)
def gradients(lab, reference):
    model, right = two_models(lab, reference)
    ids, changed = torch.tensor([0, 1, 10, 1, 5]), torch.tensor([0, 1, 10, 9, 2])
    after, before = model(changed), model(ids)
    found, wanted = given_gradients(lab, model, ids, 11), given_gradients(reference, right, ids, 11)
    expect_close(after[:3], before[:3], "the logits before the change")
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter}")
    layer, right_layer = two_layers(lab, reference)
    x = torch.randn(5, 6, generator=seeded(13))
    found, wanted = given_gradients(lab, layer, x, 6), given_gradients(reference, right_layer, x, 6)
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter} of the layer")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the model's device"


def given_gradients(view, model, inputs, size):
    """Gradients of the outputs, for a text of 5 tokens, times weights that are always the same."""
    return view.gradients(model, inputs, torch.randn(5, size, generator=seeded(10)))


@test_case(
    name="exactly max_len fits, one more does not",
    points=1,
    hidden=True,
    failure_message="A text of exactly max_len tokens is fine; one token more raises ValueError with both numbers.",
)
def limit(lab):
    for max_len in (6, 35):
        model = lab.transformer.TransformerLM(11, max_len, 8, 10)
        expect_float(model(torch.zeros(max_len, dtype=torch.int64)), "the logits of max_len tokens", (max_len, 11))
        for shape in ((max_len + 1,), (2, max_len + 1), (2, 2, max_len + 4)):
            for mode in ("train", "eval"):
                getattr(model, mode)()
                ids = torch.zeros(shape, dtype=torch.int64)
                message = expect_raises("ValueError", lambda model=model, ids=ids: model(ids), f"ids of shape {shape}")
                named = set(re.findall(r"\d+", message))
                assert {str(max_len), str(shape[-1])} <= named, "the message should name both numbers"
