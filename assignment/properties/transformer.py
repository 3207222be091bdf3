"""What holds for every right transformer layer, and for the language model around it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_raises, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "transformer"
points = None
IDS = torch.tensor([4, 0, 2, 2, 7])


def numbers(*shape, seed=0):
    """Random numbers that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def drawn(lab, model, *zero):
    """A model whose parameters are all drawn, but those are 0 whose names have one of the words `zero` in them."""
    state = {}
    for seed, (key, value) in enumerate(lab.parameters(model).items()):
        is_zero = any(word in key for word in zero)
        state[key] = torch.zeros_like(value) if is_zero else numbers(*value.shape, seed=seed)
    lab.load_parameters(model, state)
    return model


def a_layer(lab, *zero):
    """A layer with emb_dim 4, two heads of 3, and 5 in the middle of the MLP."""
    return drawn(lab, lab.transformer.BareBonesTransformerLayer(4, 3, 2, 5), *zero)


def a_model(lab, *zero):
    """A language model for 9 tokens, with a max_len of 8 and embeddings of 4 numbers."""
    return drawn(lab, lab.transformer.TransformerLM(9, 8, 4, 5), *zero)


@test_case(
    name="the layer gives a vector for each vector, with and without a batch",
    points=0,
    failure_message="Print `layer(x).shape` for x of shape (5, 4), (1, 4), (2, 5, 4) and (2, 1, 5, 4). The "
    "docstring says (..., L, emb_dim) for both.",
)
def layer_shape(lab):
    layer = lab.transformer.BareBonesTransformerLayer(4, 3, 2, 5)
    for shape in ((5, 4), (1, 4), (2, 5, 4), (1, 5, 4), (2, 1, 5, 4)):
        expect_tensor(layer(torch.ones(shape)), f"the output of the layer for x of shape {shape}", shape, torch.float32)


@test_case(
    name="the layer gives the same output for the same x, in training and in evaluation",
    points=0,
    failure_message="Call `layer(x)` twice, after `layer.train()` and after `layer.eval()`. Which part of yours "
    "draws at random, or remembers something?",
)
def layer_repeated(lab):
    layer, x = a_layer(lab), numbers(5, 4)
    first = layer(x).nan_to_num()  # nan is not chance
    for time in ("second", "third", "fourth"):
        expect_close(layer(x).nan_to_num(), first, f"the output of the {time} call")
    layer.eval()
    expect_close(layer(x).nan_to_num(), first, "the output in evaluation")


@test_case(
    name="the layer leaves x as it is",
    points=0,
    failure_message="Print x before and after `layer(x)`. What does `x += ...` do to the tensor that the caller has?",
)
def untouched(lab):
    x = numbers(5, 4)
    expect_close(lab.inputs_after(a_layer(lab), x), x, "x after the call")


@test_case(
    name="where attention and MLP give zero, the layer gives x",
    points=0,
    failure_message="Set all parameters of `layer.self_attention` and `layer.mlp` to zero and compare `layer(x)` "
    "with x. Draw the layer with an arrow for each thing that is added.",
)
def residuals(lab):
    layer = a_layer(lab, "self_attention", "mlp")
    x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, -10.0, 0.5, 2.0]])
    expect_close(layer(x), x, "the output of the layer for [[1, 2, 3, 4], [0, -10, 0.5, 2]]")


@test_case(
    name="where attention gives zero, the layer adds what the MLP makes of norm_2 of x",
    points=0,
    failure_message="Set all parameters of `layer.self_attention` to zero, and compare `layer(x) - x` with "
    "`layer.mlp(layer.norm_2(x))`. What goes into your MLP?",
)
def mlp_alone(lab, reference):
    x = numbers(5, 4) + 2
    expected = a_layer(reference, "self_attention")(x)
    expect_close(a_layer(lab, "self_attention")(x), expected, "the output of the layer")


@test_case(
    name="where the MLP gives zero, the layer adds what attention makes of norm_1 of x",
    points=0,
    failure_message="Set all parameters of `layer.mlp` to zero, and compare `layer(x) - x` with "
    "`layer.self_attention(layer.norm_1(x))`. What goes into your attention?",
)
def attention_alone(lab, reference):
    x = numbers(5, 4) + 2
    expect_close(a_layer(lab, "mlp")(x), a_layer(reference, "mlp")(x), "the output of the layer")


@test_case(
    name="the MLP works on x and what attention has found",
    points=0,
    failure_message="Print `layer(x)` and the same by hand, line by line as the TODO says it, with `layer.norm_1`, "
    "`layer.self_attention`, `layer.norm_2` and `layer.mlp`. After which line do they differ?",
)
def both_halves(lab, reference):
    x = numbers(5, 4) + 2
    expect_close(a_layer(lab)(x), a_layer(reference)(x), "the output of the layer")


@test_case(
    name="the texts of a batch do not see each other, and no token sees a later one",
    points=0,
    failure_message="Give the layer a batch of two texts, and then each of them alone. Then change the last token of a "
    "text: which rows of the output move?",
)
def alone(lab):
    layer, batch = a_layer(lab), numbers(3, 5, 4)
    together = layer(batch)
    for place in range(3):
        expect_close(together[place], layer(batch[place]), f"the output for text {place} of a batch")
        start = layer(batch[place, :3])
        expect_close(
            together[place, :3], start, f"the output for the first 3 tokens of text {place}, whatever follows them"
        )


@test_case(
    name="gradients reach x and every parameter of the layer",
    points=0,
    failure_message="Call `layer(x).sum().backward()` with `x.requires_grad_()`, and print all gradients. Which one is "
    "missing or wrong? Look for `detach`, `.data` and `no_grad`.",
)
def layer_gradients(lab, reference):
    x, weights = numbers(5, 4), numbers(5, 4, seed=1)
    found = lab.gradients(a_layer(lab), x, weights)
    for key, expected in reference.gradients(a_layer(reference), x, weights).items():
        assert found[key] is not None, f"{key} should get a gradient, but gets none"
        expect_close(found[key], expected, f"the gradient of {key}")


@test_case(
    name="each token gets one logit for each token of the vocabulary",
    points=0,
    failure_message="Print `model(ids).shape` for ids of shape (3,), (1,), (2, 3) and (1, 2, 3), after `model.train()` "
    "and after `model.eval()`: the docstring says (..., L, n_vocab).",
)
def logits_shape(lab):
    model = lab.transformer.TransformerLM(9, 8, 4, 5)
    for mode in ("train", "eval"):
        getattr(model, mode)()
        for shape in ((3,), (1,), (8,), (2, 3), (1, 3), (2, 1), (9, 2), (5, 3, 2), (2, 10, 3)):
            what = f"the logits of ids of shape {shape} in mode {mode}"
            expect_float(model(torch.ones(shape, dtype=torch.int64)), what, (*shape, 9))


@test_case(
    name="a text is refused by a ValueError exactly if it has more than max_len tokens",
    points=0,
    failure_message="Call `TransformerLM(9, 8, 4, 5)` with 8, 9 and 20 ids, and with ids of shape (2, 9). Which "
    "exception does the docstring name, and which numbers are in its message?",
)
def refused(lab):
    model = lab.transformer.TransformerLM(9, 8, 4, 5)
    expect_float(model(torch.ones(8, dtype=torch.int64)), "the logits of 8 tokens for a max_len of 8", (8, 9))
    for shape in ((20,), (9,), (2, 9)):
        ids = torch.ones(shape, dtype=torch.int64)
        message = expect_raises("ValueError", lambda ids=ids: model(ids), f"ids of shape {shape} for a max_len of 8")
        named = str(shape[-1]) in message and "8" in message
        assert named, (
            f"the message for {shape[-1]} tokens and a max_len of 8 should name both numbers, but says: {message}"
        )


@test_case(
    name="the same call gives the same logits, in training and in evaluation",
    points=0,
    failure_message="Call one model twice with the same ids, after `model.train()` and after `model.eval()`. Which "
    "part of yours draws at random, remembers something, or changes a parameter?",
)
def repeated(lab):
    model = a_model(lab)
    before = lab.parameters(model)
    first, start = model(IDS).nan_to_num(), model(IDS[:3]).nan_to_num()  # nan is not chance
    for time in ("second", "third", "fourth"):
        expect_close(model(IDS).nan_to_num(), first, f"the logits of the {time} call")
    model.eval()
    for time in ("first", "second", "third"):
        expect_close(model(IDS[:3]).nan_to_num(), start, f"the logits of the {time} call in evaluation")
    for key, value in lab.parameters(model).items():
        expect_close(value, before[key], f"{key} after some calls")


@test_case(
    name="where the layer changes nothing, a token gets the logits of its embedding plus that of its position",
    points=0,
    failure_message="Set all parameters of `model.model` to zero, so that the layer changes nothing. Token i should "
    "then get the logits of its embedding and that of position i, and of nothing else.",
)
def embeddings(lab):
    model = a_model(lab, "self_attention", "mlp")
    state = lab.parameters(model)
    for ids in (IDS, IDS[:2], IDS.flip(0), torch.stack([IDS, IDS.flip(0)])):
        x = state["word_to_embedding.weight"][ids] + state["pos_to_embedding.weight"][: ids.shape[-1]]
        expect_close(
            model(ids), x @ state["lm_head.weight"].T, f"the logits of {ids.tolist()} by a layer that changes nothing"
        )


@test_case(
    name="the logits are what the head makes of the output of the layer",
    points=0,
    failure_message="Take a text of three ids, and do the steps of the TODO by hand, with the parts of `model`. At "
    "which step do you get other numbers than your `forward`?",
)
def by_hand(lab, reference):
    model, right = a_model(lab), a_model(reference)
    for ids in (IDS, IDS[:1], torch.stack([IDS, IDS.flip(0)])):
        expect_close(model(ids), right(ids), f"the logits of {ids.tolist()}")


@test_case(
    name="embedding and head are one Parameter",
    points=0,
    failure_message="Print `model.lm_head.weight is model.word_to_embedding.weight`. Did you change the given "
    "constructor?",
)
def tied(lab):
    model = lab.transformer.TransformerLM(9, 8, 4, 5)
    one = lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    assert one, "lm_head.weight and word_to_embedding.weight of a fresh model should be one Parameter, but are two"


@test_case(
    name="every parameter learns",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print the gradient of each parameter. Which one is None, "
    "or zero? Look for `detach`, `.data` and `no_grad`.",
)
def gradients(lab, reference):
    model, right = lab.transformer.TransformerLM(9, 8, 4, 5), reference.transformer.TransformerLM(9, 8, 4, 5)
    share_parameters(lab, model, reference, right, seed=5)
    weights = numbers(5, 9, seed=3)
    found = lab.gradients(model, IDS, weights)
    for key, expected in reference.gradients(right, IDS, weights).items():
        assert found[key] is not None, f"{key} should get a gradient, but gets none"
        expect_close(found[key], expected, f"the gradient of {key}")


@test_case(
    name="the logits are on the device of the model",
    points=0,
    failure_message="Which of your steps makes a new tensor, and on which device? On a GPU it meets tensors from "
    "there.",
)
def device(lab):
    on_meta = lab.on_meta(a_model(lab), IDS).is_meta
    assert on_meta, "the logits of a model on the device `meta` should be there, but are on the CPU"
