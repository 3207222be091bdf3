"""What shows one mistake in the transformer, whatever else is wrong with it: first in the layer, then in the model.

What a model does around its layer is compared with what the submission's own layer makes of the same vectors.
"""

import itertools
import re
from functools import cache

import torch
from otter.test_files import test_case
from torch.nn import functional as F

from checks.expect import expect_raises

OK_FORMAT = False
name = "transformer"
points = None
EMB, VOCAB, MAX_LEN = 6, 8, 9
IDS = torch.tensor([5, 2, 7, 2])


def numbers(*shape, seed=0):
    return _numbers(shape, seed).clone()


@cache
def _numbers(shape, seed):
    return torch.randn(shape, generator=torch.Generator().manual_seed(100 + seed))


@cache
def layer_shapes(emb):
    """The shapes of the layer's parameters, by name: two heads of size 3, and 5 in the middle of the MLP."""
    parts = ("get_query", "get_key", "get_value")
    heads = {f"self_attention.heads.{i}.{part}.weight": (3, emb) for i in range(2) for part in parts}
    norms = {f"norm_{i}.{part}": (emb,) for i in (1, 2) for part in ("weight", "bias")}
    mlp = {"mlp.model.0.weight": (5, emb), "mlp.model.0.bias": (5,)}
    mlp |= {"mlp.model.2.weight": (emb, 5), "mlp.model.2.bias": (emb,)}
    return heads | {"self_attention.to_output.weight": (emb, 6)} | mlp | norms


@cache
def model_shapes(emb):
    tables = {"word_to_embedding.weight": (VOCAB, emb), "pos_to_embedding.weight": (MAX_LEN, emb)}
    layer = {f"model.{key}": shape for key, shape in layer_shapes(emb).items()}
    return layer | tables | {"lm_head.weight": (VOCAB, emb)}


def drawn(view, model, shapes, changes):
    """A model with random parameters, but with changes by the beginnings of names ("_" for a dot)."""
    state = {}
    for seed, (key, shape) in enumerate(shapes.items()):
        state[key] = numbers(*shape, seed=0 if key in ("lm_head.weight", "word_to_embedding.weight") else 1 + seed)
        for beginning, change in changes.items():
            if key.replace(".", "_").startswith(beginning):
                state[key] = change(state[key]) if callable(change) else change.expand(shape)
    view.load_parameters(model, state)
    model.eval()
    return model


def a_layer(view, **changes):
    return drawn(view, view.transformer.BareBonesTransformerLayer(EMB, 3, 2, 5), layer_shapes(EMB), changes)


def a_model(lab, emb=EMB, **changes):
    return drawn(lab, lab.transformer.TransformerLM(VOCAB, MAX_LEN, emb, 5, 3, 2), model_shapes(emb), changes)


def off(value):
    return 0 * value


def moved(value):
    return value.flip(0) + 0.7


def same(found, wanted, tolerance=1e-4):
    scale = max(1.0, wanted.abs().max().item())
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= tolerance * scale).all())


def fails(call):
    try:
        call()
    except Exception:  # whatever the kind: another call of the same model went through
        return True
    return False


def any_gradient(gradient):
    return gradient is not None and bool((gradient != 0).any())


# the layer: what comes back


@test_case(
    name="the layer returns a tuple, where it should return one tensor",
    points=0,
    failure_message="Print `type(layer(x))`. What does the docstring say that `forward` returns?",
)
def layer_pair(lab):
    assert isinstance(a_layer(lab)(numbers(4, EMB)), tuple | list | dict)


@test_case(
    name="the layer returns nothing",
    points=0,
    failure_message="Print `layer(torch.ones(5, 8))`. Which line of a Python function says what comes back?",
)
def layer_nothing(lab):
    assert a_layer(lab)(numbers(4, EMB)) is None


@test_case(
    name="the layer gives float64, where x is float32",
    points=0,
    failure_message="Print the dtype of the output and of x, and then the dtype after each line. Which line changes "
    "it?",
)
def layer_double(lab):
    assert a_layer(lab)(numbers(4, EMB)).dtype == torch.float64


@test_case(
    name="the layer refuses a text without a batch",
    points=0,
    failure_message="Try `layer(torch.ones(5, 8))`. The docstring says `(..., L, emb_dim)`: how many dimensions may be "
    "before these two?",
)
def layer_batch(lab):
    layer = a_layer(lab)
    assert layer(numbers(2, 4, EMB)).shape == (2, 4, EMB) and fails(lambda: layer(numbers(4, EMB)))


@test_case(
    name="the layer takes at most one batch dimension, where there may be several",
    points=0,
    failure_message="Try `layer(torch.ones(3, 2, 5, 8))`. Which lines of yours count dimensions from the front?",
)
def layer_dimensions(lab):
    layer = a_layer(lab)
    assert layer(numbers(4, EMB)).shape == (4, EMB) and layer(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert fails(lambda: layer(numbers(2, 3, 4, EMB)))


@test_case(
    name="dimensions of size 1 are lost from the layer's output",
    points=0,
    failure_message="Print `layer(x).shape` for x of shape (1, 8) and (1, 5, 8). Which of your lines takes a dimension "
    "away?",
)
def layer_squeezed(lab):
    layer = a_layer(lab)
    assert layer(numbers(2, 4, EMB)).shape == (2, 4, EMB)
    assert layer(numbers(1, 4, EMB)).shape == (4, EMB) or layer(numbers(1, EMB)).shape == (EMB,)


@test_case(
    name="the layer changes x in place, so that its old numbers are gone",
    points=0,
    failure_message="Print x before and after `layer(x)`. The norm needs its input again in the backward pass: which "
    "operator of yours writes into it?",
)
def layer_in_place(lab):
    x = numbers(4, EMB)
    assert not same(lab.inputs_after(a_layer(lab), x), x)


# the layer: chance and memory


@test_case(
    name="whole parts of the layer are left out at random in training",
    points=0,
    failure_message="Call `layer(x)` several times after `layer.train()`: do you get the same numbers? Which line "
    "decides by chance whether attention or the MLP counts?",
)
def parts_left_out(lab):
    layer, x = a_layer(lab, mlp=off), numbers(5, EMB)
    settled = [layer(x) for _ in range(3)]
    assert same(settled[0], settled[1]) and not (settled[0] - x).abs().max() < 0.01
    kinds = set()
    for part in ("mlp", "self_attention"):
        layer = a_layer(lab, **{part: off})
        layer.train()
        for _ in range(20):
            added = (layer(x) - x).abs() < 1e-6
            assert bool(added.all()) or not bool(added.any())
            kinds.add((part, bool(added.all())))
    assert (("mlp", True) in kinds and ("mlp", False) in kinds) or {
        ("self_attention", i) for i in (True, False)
    } <= kinds


@test_case(
    name="the results of attention and MLP lose some numbers at random",
    points=0,
    failure_message="Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how "
    "training and evaluation differ.",
)
def layer_dropout(lab):
    x, lost = numbers(40, EMB), []
    for part in ("mlp", "self_attention"):
        layer = a_layer(lab, **{part: off})
        layer.train()
        first, second = ((layer(x) - x).abs() < 1e-6 for _ in range(2))
        lost.append(0.02 < first.float().mean() < 0.95 and bool((first != second).any()))
    assert all(lost)


@test_case(
    name="the result of one part of the layer loses some numbers at random",
    points=0,
    failure_message="Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how "
    "training and evaluation differ.",
)
def part_dropout(lab):
    x, lost = numbers(40, EMB), []
    for part in ("mlp", "self_attention"):
        layer = a_layer(lab, **{part: off})
        layer.train()
        first, second = ((layer(x) - x).abs() < 1e-6 for _ in range(2))
        lost.append(0.02 < first.float().mean() < 0.95 and bool((first != second).any()))
    assert any(lost)


@test_case(
    name="the layer draws something at random in training, so that two calls give different outputs",
    points=0,
    failure_message="Call `layer(x)` twice with the same x, after `layer.train()`: do you get the same numbers? The "
    "docstring says how training and evaluation differ.",
)
def layer_random(lab):
    layer, x = a_layer(lab), numbers(20, EMB)
    settled = layer(x)
    assert all(same(layer(x), settled) for _ in range(5))
    layer.train()
    first = layer(x)
    assert not all(same(layer(x), first) for _ in range(30))


@test_case(
    name="the layer draws something at random, in evaluation as in training, so that two calls give different outputs",
    points=0,
    failure_message="Call `layer(x)` twice with the same x, after `layer.eval()`: do you get the same numbers? Which "
    "line draws at random, or remembers the last call?",
)
def layer_always_random(lab):
    layer, x = a_layer(lab), numbers(20, EMB)
    kinds = [layer(x) for _ in range(4)]
    assert all(kind.isfinite().all() for kind in kinds)
    assert all(not same(kinds[i], kinds[j]) for i in range(4) for j in range(i))


@test_case(
    name="the layer gives different outputs in training and in evaluation",
    points=0,
    failure_message="Print `layer(x)` for the same x after `layer.train()` and after `layer.eval()`. Which line of "
    "yours asks for `self.training`?",
)
def layer_mode(lab):
    layer, x = a_layer(lab), numbers(20, EMB)
    settled = layer(x)
    layer.train()
    trained = layer(x)
    assert not same(trained, settled) and same(layer(x), trained)
    layer.eval()
    assert same(layer(x), settled)


# the layer: what each half does, and both together


def halves(part, norm, other):
    """What a half of the layer may be made into, by name; `norm` is its own norm, `other` that of the other half."""

    def by_hand(y, dim=-1, correction=0, keep_mean=False, outside=False):
        mean = 0 * y if keep_mean else y.mean(dim, keepdim=True)
        spread = (y - mean).square().sum(dim, keepdim=True) / (y.shape[dim] - correction)
        root = spread.sqrt() + norm.eps if outside else (spread + norm.eps).sqrt()
        return (y - mean) / root * norm.weight + (0 if keep_mean else norm.bias)

    return {
        "right": lambda y: y + part(norm(y)),
        "no_residual": lambda y: part(norm(y)),
        "no_norm": lambda y: y + part(y),
        "no_norm_no_residual": part,
        "other_norm": lambda y: y + part(other(y)),
        "norm_of_part": lambda y: y + norm(part(y)),
        "norm_on_both_sides": lambda y: y + norm(part(norm(y))),
        "post": lambda y: norm(y + part(y)),
        "post_too": lambda y: norm(y + part(norm(y))),
        "normed_kept": lambda y: norm(y) + part(norm(y)),
        "twice_kept": lambda y: 2 * y + part(norm(y)),
        "kept_inside": lambda y: part(norm(y) + y),
        "kept_inside_too": lambda y: y + part(norm(y) + y),
        "part_twice": lambda y: (y + part(norm(y))) + part(norm(y + part(norm(y)))),
        "relu": lambda y: (y + part(norm(y))).relu(),
        "relu_of_part": lambda y: y + part(norm(y)).relu(),
        "subtracted": lambda y: y - part(norm(y)),
        "multiplied": lambda y: y * part(norm(y)),
        "halved": lambda y: (y + part(norm(y))) / 2,
        "root_of_half": lambda y: (y + part(norm(y))) * 0.5**0.5,
        "left_out": lambda y: y,
        "norm_without_numbers": lambda y: y + part(F.layer_norm(y, y.shape[-1:])),
        "unbiased": lambda y: y + part(by_hand(y, correction=1)),
        "mean_kept": lambda y: y + part(by_hand(y, keep_mean=True)),
        "over_text": lambda y: y + part(by_hand(y, dim=-2)),
    }


COMPOSED = {}
"""What the reference's layer gives with each half made into something else: the pairs of names, and the outputs."""


def composed(reference, parts_swapped=False, norms_swapped=False):
    key = parts_swapped, norms_swapped
    if key not in COMPOSED:
        right = a_layer(reference)
        parts, norms = [right.self_attention, right.mlp], [right.norm_1, right.norm_2]
        parts, norms = parts[:: -1 if parts_swapped else 1], norms[:: -1 if norms_swapped else 1]
        first, second = halves(parts[0], norms[0], norms[1]), halves(parts[1], norms[1], norms[0])
        x = numbers(5, EMB, seed=40) + 0.5
        with torch.no_grad():
            outputs = [half_2(half_1(x)) for half_1 in first.values() for half_2 in second.values()]
        COMPOSED[key] = list(itertools.product(first, second)), torch.stack(outputs)
    return COMPOSED[key]


def pairs_seen(lab, reference, **swapped):
    """The pairs of names of halves that give what the submission's layer gives."""
    found = a_layer(lab)(numbers(5, EMB, seed=40) + 0.5)
    pairs, wanted = composed(reference, **swapped)
    assert found.shape == (5, EMB)
    scale = wanted.abs().amax((-2, -1)).clamp(min=1)
    near = (wanted - found).abs().amax((-2, -1)) <= 1e-5 * scale
    return [pairs[place] for place in near.nonzero().flatten().tolist()]


BOTH = {
    "post": ("post_norm", ""),
    "norm_of_part": ("norm_after_the_part", ""),
    "normed_kept": ("residual_from_the_norm", ""),
    "no_residual": (
        "both residuals are missing",
        "Set all parameters of attention and MLP to zero: what is left of x? Draw the layer with an arrow for each "
        "thing that is added.",
    ),
    "no_norm": (
        "there are no norms",
        "Set `layer.norm_1.weight` and `layer.norm_2.weight` to zero: does the output change? Part 5 says what each "
        "part gets as its input.",
    ),
    "other_norm": ("norms_swapped", ""),
}
FIRST = {
    "no_residual": ("first_residual_missing", ""),
    "no_norm": ("norm_1_left_out", ""),
    "other_norm": (
        "attention gets x normed by norm_2",
        "Set `layer.norm_1.weight` to zero and look which part of the layer falls silent. Which norm stands before "
        "which part?",
    ),
    "no_norm_no_residual": (
        "the first half has neither its norm nor its residual",
        "Draw the first half of the layer as the TODO says it: what goes into attention, and what is its result added "
        "to?",
    ),
    "normed_kept": (
        "the first residual adds the normed x, and not x itself",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Does a line of yours overwrite "
        "x with its norm?",
    ),
    "left_out": (
        "attention is never used",
        "Set all parameters of `layer.self_attention` to zero: does the output change? Which two parts does the TODO "
        "name?",
    ),
}
SECOND = {
    "no_residual": ("second_residual_missing", ""),
    "no_norm": ("norm_2_left_out", ""),
    "other_norm": ("norm_1_twice", ""),
    "no_norm_no_residual": (
        "the second half has neither its norm nor its residual",
        "Draw the second half of the layer as the TODO says it: what goes into the MLP, and what is its result added "
        "to?",
    ),
    "normed_kept": (
        "the second residual adds the normed vector, and not the one before its norm",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Does a line of yours overwrite "
        "x with its norm?",
    ),
    "left_out": (
        "the MLP is never used",
        "Set all parameters of `layer.mlp` to zero: does the output change? Which two parts does the TODO name?",
    ),
}
EITHER = {
    "norm_of_part": (
        "the norm of a half comes after its part, and not before it",
        "Print the mean and the standard deviation of what goes into `layer.self_attention` and `layer.mlp`. A norm "
        "should have made them 0 and 1.",
    ),
    "norm_on_both_sides": (
        "the result of a part is normed, before it is added",
        "Print the mean of each row of what you add to x. Which norms does the TODO name, and where do they stand?",
    ),
    "post": (
        "the norm of a half comes after its residual, and not before its part",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. There are two ways to build a "
        "layer; which one does the TODO describe?",
    ),
    "post_too": (
        "a sum is normed as well, after the residual",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which norms does the TODO "
        "name, and where do they stand?",
    ),
    "twice_kept": (
        "what came into a half of the layer is added twice",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. How often does each of your "
        "lines add x?",
    ),
    "kept_inside": (
        "x is added to its norm before the part, and not to the result of the part",
        "Set all parameters of attention and MLP to zero: what is left of x? What does the TODO add, and to what?",
    ),
    "kept_inside_too": (
        "x is also added to its norm before the part",
        "Print what goes into each part: its rows should have the mean that the norm gives them. What does the TODO "
        "add, and to what?",
    ),
    "part_twice": (
        "a half of the layer runs twice",
        "Count how often your `forward` calls `self.self_attention` and `self.mlp`. How often does the TODO?",
    ),
    "relu": (
        "a sum goes through a ReLU",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x, for an x with negative "
        "numbers. Which of them are left?",
    ),
    "relu_of_part": (
        "the result of a part goes through a ReLU before it is added",
        "Print the smallest number of what you add to x: can it be negative? Which steps does the TODO name?",
    ),
    "subtracted": (
        "the result of a part is subtracted, and not added",
        "Draw the layer with an arrow for each thing that is added, and compare the signs with your lines.",
    ),
    "multiplied": (
        "the result of a part is multiplied with x, and not added to it",
        "Set all parameters of attention and MLP to zero: what is left of x? Draw the layer with an arrow for each "
        "thing that is added.",
    ),
    "halved": (
        "a sum is divided by two",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which of your steps makes it "
        "smaller?",
    ),
    "root_of_half": (
        "a sum is multiplied by the root of one half",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which of your steps makes it "
        "smaller?",
    ),
    "norm_without_numbers": (
        "a norm does without the weight and the bias that it learns",
        "Set `layer.norm_1.weight` to zero: does the output change? A norm that is made anew in each call, or called "
        "as a function, knows nothing of what `self.norm_1` has learned.",
    ),
    "unbiased": (
        "a norm divides by a spread that is a bit too large",
        "Print `layer.norm_1(x)` and compare it with what goes into your attention, for vectors of 4 numbers. What is "
        "the default of `correction` in torch's `std` and `var`?",
    ),
    "mean_kept": (
        "a norm divides by the size of a vector, and does not take away its mean or add the bias",
        "Print `layer.norm_1(x)` and compare it with what goes into your attention. Which of the two has rows with "
        "the mean 0? The layer has its norms ready to be called.",
    ),
    "over_text": (
        "a norm takes mean and spread over the tokens, and not over the numbers of each token",
        "Print `layer.norm_1(x)` and compare it with what goes into your attention. Give it a text of one token: what "
        "is left?",
    ),
}


def sign_of_halves(title, hint, holds):
    """A sign that looks at the pairs of halves: `holds` is true of each pair that fits."""

    def body(lab, reference):
        seen = pairs_seen(lab, reference)
        assert seen and all(holds(*names) for names in seen)

    return test_case(name=title, points=0, failure_message=hint)(body)


def sign_of_order(title, hint, norms_swapped):
    def body(lab, reference):
        seen = pairs_seen(lab, reference, parts_swapped=True, norms_swapped=norms_swapped)
        assert seen and not any("left_out" in names for names in seen)

    return test_case(name=title, points=0, failure_message=hint)(body)


for kind, (title, hint) in BOTH.items():
    globals()[f"both_{kind}"] = sign_of_halves(title, hint, lambda one, two, kind=kind: one == two == kind)
for kind, (title, hint) in FIRST.items():
    globals()[f"first_{kind}"] = sign_of_halves(title, hint, lambda one, two, kind=kind: one == kind)
for kind, (title, hint) in SECOND.items():
    globals()[f"second_{kind}"] = sign_of_halves(title, hint, lambda one, two, kind=kind: two == kind)
for kind, (title, hint) in EITHER.items():
    globals()[f"either_{kind}"] = sign_of_halves(title, hint, lambda one, two, kind=kind: kind in (one, two))
mlp_first_own_norms = sign_of_order("mlp_first", "", True)
mlp_first = sign_of_order(
    "the MLP comes before attention, each with the norm of the other",
    "Draw the layer from x to its output, as the TODO says it. Which of the two parts comes first, and which one works "
    "on the result of the other?",
    False,
)


def whole_layers(reference, x):
    """The layer made into something else that is no pair of halves, by name."""
    right = a_layer(reference)
    attend, think, norm_1, norm_2 = right.self_attention, right.mlp, right.norm_1, right.norm_2
    found = attend(norm_1(x))
    return {
        "parallel": x + found + think(norm_2(x)),
        "parallel_with_norm_1": x + found + think(norm_1(x)),
        "from_the_start": x + think(norm_2(x + found)),
        "from_the_first_norm": norm_1(x) + think(norm_2(x + found)),
        "one_residual": x + think(norm_2(found)),
        "one_residual_without_norm": x + think(found),
        "one_norm": x + think(found) + found,
        "update_alone": x + found + think(norm_2(found)),
        "start_twice": x + x + found + think(norm_2(x + found)),
    }


WHOLE = {
    "parallel": ("parts_in_parallel", ""),
    "parallel_with_norm_1": ("parts_in_parallel", ""),
    "from_the_start": ("residual_from_the_start", ""),
    "from_the_first_norm": (
        "the second residual goes back to the normed input, past what attention has found",
        "Set the MLP's parameters to zero and compare `layer(x)` with `x + layer.self_attention(layer.norm_1(x))`. "
        "What became of what attention gave?",
    ),
    "one_residual": (
        "both parts stand behind each other within one residual",
        "Set all parameters of `layer.mlp` to zero and compare `layer(x)` with "
        "`x + layer.self_attention(layer.norm_1(x))`. How many things does the TODO add, and to what?",
    ),
    "update_alone": (
        "the MLP works on what attention gives, without the x that it was added to",
        "Set all parameters of `layer.self_attention` to zero, and print what goes into `layer.norm_2`. What should "
        "still be there?",
    ),
    "start_twice": (
        "x is added once more at the end of the layer",
        "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. How often do your lines add x?",
    ),
}
WHOLE["one_residual_without_norm"] = WHOLE["one_residual"]
WHOLE["one_norm"] = WHOLE["update_alone"]


def sign_of_whole(kind, title, hint):
    def body(lab, reference):
        x = numbers(5, EMB, seed=41) + 0.5
        assert same(a_layer(lab)(x), whole_layers(reference, x)[kind], 1e-5)

    return test_case(name=title, points=0, failure_message=hint)(body)


for kind, (title, hint) in WHOLE.items():
    globals()[f"whole_{kind}"] = sign_of_whole(kind, title, hint)


@test_case(
    name="there is a norm at the end of the layer as well",
    points=0,
    failure_message="Print `layer(x).mean(dim=-1)`: if it is 0 for fresh norms, the output itself has been normed. "
    "Which norms does the TODO name, and where do they stand?",
)
def norm_at_the_end(lab, reference):
    x = numbers(5, EMB, seed=42) + 0.5
    right, found = a_layer(reference), a_layer(lab)(x)
    output = right(x)
    plain = F.layer_norm(output, (EMB,))
    assert any(same(found, each, 1e-5) for each in (right.norm_1(output), right.norm_2(output), plain))


@test_case(
    name="x goes through a norm on its way around the parts, where it should be added as it is",
    points=0,
    failure_message="Set all parameters of attention and MLP to zero and compare `layer(x)` with x: it should be the "
    "same. Does a line of yours overwrite x with its norm, or norm a sum?",
)
def stream_normed(lab):
    fresh = {"norm_1_weight": torch.ones(1), "norm_2_weight": torch.ones(1)}
    fresh |= {"norm_1_bias": torch.zeros(1), "norm_2_bias": torch.zeros(1)}
    layer, x = a_layer(lab, self_attention=off, mlp=off, **fresh), 3 * numbers(5, EMB) + 2
    assert same(layer(x), F.layer_norm(x, (EMB,)), 1e-3)


@test_case(
    name="nothing is left of x where attention and MLP give zero: a residual is missing",
    points=0,
    failure_message="Set all parameters of attention and MLP to zero: what is left of x? Draw the layer with an arrow "
    "for each thing that is added.",
)
def nothing_left(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, self_attention=off, mlp=off)(x), 0 * x)
    assert not same(a_layer(lab)(x), 0 * x)


@test_case(
    name="x is counted more than once",
    points=0,
    failure_message="Set all parameters of attention and MLP to zero and compare `layer(x)` with x. How often do your "
    "lines add x?",
)
def counted_twice(lab):
    x = numbers(5, EMB)
    found = a_layer(lab, self_attention=off, mlp=off)(x)
    assert any(same(found, by * x, 1e-5) for by in (2, 3, 4))


@test_case(
    name="x changes its size on its way around the parts, where it should be added as it is",
    points=0,
    failure_message="Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which of your "
    "steps multiplies or divides?",
)
def stream_scaled(lab):
    x = numbers(5, EMB)
    found = a_layer(lab, self_attention=off, mlp=off)(x)
    ratio = (found[0, 0] / x[0, 0]).item()
    assert abs(ratio) > 0.01 and abs(ratio - 1) > 0.01 and same(found, ratio * x, 1e-5)


@test_case(
    name="the weight and the bias of both norms are never used",
    points=0,
    failure_message="Set `layer.norm_1.weight` to zero: does the output change? A norm that is made anew in each call, "
    "or called as a function, knows nothing of what `self.norm_1` has learned.",
)
def norms_unused(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, norm=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, self_attention=moved, mlp=moved)(x), a_layer(lab)(x))


@test_case(
    name="the weight and the bias of norm_1 are never used",
    points=0,
    failure_message="Set `layer.norm_1.weight` to zero: does the output change? Which norm does attention get its "
    "input from?",
)
def norm_1_unused(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, norm_1=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, norm_2=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, self_attention=moved)(x), a_layer(lab)(x))


@test_case(
    name="the weight and the bias of norm_2 are never used",
    points=0,
    failure_message="Set `layer.norm_2.weight` to zero: does the output change? Which norm does the MLP get its input "
    "from?",
)
def norm_2_unused(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, norm_2=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, norm_1=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, mlp=moved)(x), a_layer(lab)(x))


@test_case(
    name="attention plays no part: its parameters change nothing",
    points=0,
    failure_message="Set all parameters of `layer.self_attention` to zero: does the output change? Which two parts "
    "does the TODO name?",
)
def attention_unused(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, self_attention=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, mlp=moved)(x), a_layer(lab)(x))


@test_case(
    name="the MLP plays no part: its parameters change nothing",
    points=0,
    failure_message="Set all parameters of `layer.mlp` to zero: does the output change? Which two parts does the TODO "
    "name?",
)
def mlp_unused(lab):
    x = numbers(5, EMB)
    assert same(a_layer(lab, mlp=moved)(x), a_layer(lab)(x))
    assert not same(a_layer(lab, self_attention=moved)(x), a_layer(lab)(x))


@test_case(
    name="attention runs over the texts of a batch, and not over the tokens of each text",
    points=0,
    failure_message="Give the layer a batch of two texts, and then each of them alone. Are the outputs the same? Print "
    "the shape of what goes into attention.",
)
def over_texts(lab, reference):
    x = numbers(3, 4, EMB)
    turned = a_layer(reference)(x.transpose(0, 1)).transpose(0, 1)
    assert same(a_layer(lab)(x), turned)


@test_case(
    name="a token sees later ones in the layer",
    points=0,
    failure_message="Change the last token of x and print `layer(x)[0]`: does it move? Which of your steps, besides "
    "attention, lets tokens meet?",
)
def sees_later(lab):
    layer, x = a_layer(lab), numbers(5, EMB)
    assert layer(x).shape == x.shape and same(layer(x), layer(x))
    assert not same(layer(torch.cat([x[:4], x[4:] + 1]))[:4], layer(x)[:4])


@test_case(
    name="the texts of a batch influence each other in the layer",
    points=0,
    failure_message="Give the layer a batch of two texts, and then each of them alone: are the outputs the same? Which "
    "of your lines treats the batch as if it were a part of the text?",
)
def layer_mixes(lab):
    layer, x = a_layer(lab), numbers(2, 4, EMB)
    assert layer(x).shape == x.shape and same(layer(x), layer(x))
    assert not same(layer(torch.stack([x[0] + 1, x[1]]))[1], layer(x)[1])


@test_case(
    name="a norm of the layer has another epsilon, or adds it elsewhere",
    points=0,
    failure_message="Print `layer.norm_1.eps`, and compare `layer.norm_1(x)` with your norm for an x whose numbers "
    "hardly differ. The layer has its norms ready to be called.",
)
def other_epsilon(lab, reference):
    usual, small = numbers(5, EMB), 0.003 * numbers(5, EMB)
    found, wanted = a_layer(lab), a_layer(reference)
    assert same(found(usual), wanted(usual), 1e-3) and not same(found(small), wanted(small), 1e-2)


# the layer: gradients and dtypes


@test_case(
    name="the output of the layer is cut off from the gradient",
    points=0,
    failure_message="Print `layer(x).requires_grad`. Look for `detach`, `.data` and `no_grad`.",
)
def layer_cut_off(lab):
    layer, x = a_layer(lab), numbers(4, EMB)
    assert layer(x).shape == x.shape
    layer.train()
    assert "does not require grad" in expect_raises("RuntimeError", lambda: lab.gradients(layer, x, x), "the gradient")


@test_case(
    name="no gradient goes into attention and MLP",
    points=0,
    failure_message="Call `layer(x).sum().backward()` and print `layer.mlp.model[0].weight.grad`. Look for `detach`, "
    "`.data` and `no_grad`.",
)
def parts_cut_off(lab):
    assert gradients_of_parts(lab) == (False, False)


@test_case(
    name="no gradient goes into attention, so that it never learns",
    points=0,
    failure_message="Call `layer(x).sum().backward()` and print the gradients of `layer.self_attention`. Look for "
    "`detach`, `.data` and `no_grad`.",
)
def attention_cut_off(lab):
    x = numbers(5, EMB)
    assert gradients_of_parts(lab) == (False, True)
    assert not same(a_layer(lab, self_attention=moved)(x), a_layer(lab)(x))


@test_case(
    name="no gradient goes into the MLP, so that it never learns",
    points=0,
    failure_message="Call `layer(x).sum().backward()` and print the gradients of `layer.mlp`. Look for `detach`, "
    "`.data` and `no_grad`.",
)
def mlp_cut_off(lab):
    x = numbers(5, EMB)
    assert gradients_of_parts(lab) == (True, False)
    assert not same(a_layer(lab, mlp=moved)(x), a_layer(lab)(x))


def gradients_of_parts(lab):
    """Whether any gradient arrives in attention, and in the MLP."""
    layer = a_layer(lab)
    layer.train()
    found = lab.gradients(layer, numbers(4, EMB), numbers(4, EMB, seed=1))
    return tuple(
        any(any_gradient(value) for key, value in found.items() if key.startswith(part))
        for part in ("self_attention", "mlp")
    )


@test_case(
    name="no gradient goes along the residuals",
    points=0,
    failure_message="Set `x.requires_grad_()`, call `layer(x).sum().backward()` and print `x.grad`. What should arrive "
    "there along x itself, past both parts? Look for `detach` and `.data`.",
)
def residual_cut_off(lab):
    x, weights = numbers(4, EMB), numbers(4, EMB, seed=1)
    layer = a_layer(lab, self_attention_to_output=off, mlp_model_2=off)
    layer.train()
    assert same(layer(x), x) and not any_gradient(lab.gradients(layer, x, weights)["inputs"])


@test_case(
    name="the layer makes a tensor of float32, whatever the dtype of x is",
    points=0,
    failure_message="Call `layer.double()(x.double())` and print the dtype of the output. Which line makes a tensor "
    "anew, or changes a dtype?",
)
def layer_dtype(lab):
    assert float32_alone(a_layer(lab), numbers(4, EMB), numbers(4, EMB).double())


def float32_alone(model, inputs, of_doubles):
    assert model(inputs).dtype == torch.float32
    model.double()
    try:
        output = model(of_doubles)
    except Exception as error:  # a proxy in the grader
        said = getattr(error, "message", str(error))
        return "dtype" in said or "Float" in said or "Double" in said
    return output.dtype == torch.float32


# the model: which texts it takes, and what comes back


@test_case(
    name="the model returns several things, and not the logits alone",
    points=0,
    failure_message="Print `type(model(ids))`. The given training loop computes the loss by itself: what does it do "
    "with the result of your `forward`?",
)
def model_pair(lab):
    assert isinstance(a_model(lab)(IDS), tuple | list | dict)


@test_case(
    name="the model returns nothing",
    points=0,
    failure_message="Print `model(ids)`. Which line of a Python function says what comes back?",
)
def model_nothing(lab):
    assert a_model(lab)(IDS) is None


@test_case(
    name="the logits are float64, where the parameters are float32",
    points=0,
    failure_message="Print the dtype of the logits, and then the dtype after each line. Which line changes it?",
)
def model_double(lab):
    assert a_model(lab)(IDS).dtype == torch.float64


@test_case(name="max_len_refused", points=0)
def one_too_strict(lab):
    model = a_model(lab)
    assert model(IDS.repeat(2)).shape == (8, VOCAB)
    expect_raises("ValueError", lambda: model(torch.ones(9, dtype=torch.int64)), "max_len tokens")


@test_case(
    name="the number of texts in a batch is taken for their length",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with ids of shape (7, 4), and then (2, 9). How long is each "
    "text? Print the number that you compare with max_len.",
)
def batch_counted(lab):
    model = a_model(lab)
    assert model(IDS.expand(9, 4)).shape == (9, 4, VOCAB)
    expect_raises("ValueError", lambda: model(IDS[:2].expand(10, 2)), "ten short texts")
    assert not refused(model, (2, 12))


@test_case(
    name="a batch of many short texts is refused, as if their number were a length",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with ids of shape (7, 4). How long is each text? Print the "
    "number that you compare with max_len.",
)
def batch_counted_as_well(lab):
    model = a_model(lab)
    assert model(IDS.expand(9, 4)).shape == (9, 4, VOCAB)
    expect_raises("ValueError", lambda: model(IDS[:2].expand(10, 2)), "ten short texts")


@test_case(
    name="all tokens of a batch are counted together",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with ids of shape (3, 4). How long is each text? Print the "
    "number that you compare with max_len.",
)
def all_counted(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB) and model(IDS.expand(2, 4)).shape == (2, 4, VOCAB)
    expect_raises("ValueError", lambda: model(IDS.expand(3, 4)), "three short texts")


@test_case(
    name="a text without a batch is refused",
    points=0,
    failure_message="Try `model(torch.tensor([1, 2, 3]))`. The docstring says `(..., L)`: how many dimensions may be "
    "before the last one? Look for the line that counts on exactly two.",
)
def model_batch(lab):
    model = a_model(lab)
    assert model(IDS.expand(2, 4)).shape == (2, 4, VOCAB) and fails(lambda: a_model(lab)(IDS))


@test_case(
    name="the model takes at most one batch dimension, where there may be several",
    points=0,
    failure_message="Try ids of shape (2, 2, 3). Which lines of yours count dimensions from the front, and not from "
    "the end?",
)
def model_dimensions(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB) and model(IDS.expand(2, 4)).shape == (2, 4, VOCAB)
    assert fails(lambda: a_model(lab)(IDS[:2].expand(2, 2, 2)))


@test_case(name="extra_batch", points=0)
def extra_batch(lab):
    assert a_model(lab)(IDS).shape == (1, 4, VOCAB)


@test_case(
    name="a batch of one text comes back without its batch dimension",
    points=0,
    failure_message="Print the shape of the logits for ids of shape (1, 3) and (2, 3). Which of your lines takes a "
    "dimension away?",
)
def batch_lost(lab):
    model = a_model(lab)
    assert model(IDS.expand(2, 4)).shape == (2, 4, VOCAB) and model(IDS[None]).shape == (4, VOCAB)


@test_case(
    name="a text of one token comes back without its dimension",
    points=0,
    failure_message="Print the shape of the logits for ids of shape (1,) and (2, 1). Which of your lines takes a "
    "dimension away?",
)
def token_lost(lab):
    model = a_model(lab)
    assert model(IDS.expand(2, 4)).shape == (2, 4, VOCAB) and model(IDS[:1]).shape == (VOCAB,)


@test_case(
    name="the logits come back as one long list, without the shape of the batch",
    points=0,
    failure_message="Print the shape of the logits for ids of shape (2, 3), and compare it with the docstring. The "
    "loss flattens logits by itself.",
)
def flattened(lab):
    model = a_model(lab)
    assert model(IDS.expand(3, 4)).shape == (12, VOCAB)


@test_case(
    name="the dimensions of the logits have changed places",
    points=0,
    failure_message="Print the shape of the logits for ids of shape (2, 3), and compare it with the docstring.",
)
def turned(lab):
    shape = tuple(a_model(lab)(IDS[:3].expand(2, 3)).shape)
    assert shape != (2, 3, VOCAB) and sorted(shape) == [2, 3, VOCAB]


@test_case(
    name="the head is never used, so that vectors come back, and not logits",
    points=0,
    failure_message="Print `model(ids).shape` and compare it with the docstring. How many numbers does each token get?",
)
def no_head(lab):
    assert a_model(lab)(IDS).shape == (4, EMB)


@test_case(
    name="the last token alone gets logits",
    points=0,
    failure_message="Print the shape of the logits for 3 ids. For writing a text, the last row is enough; for "
    "training, how many tokens should guess?",
)
def last_row(lab):
    model = a_model(lab)
    model.train()
    assert tuple(model(IDS).shape) in ((VOCAB,), (1, VOCAB))
    assert tuple(model(IDS.expand(2, 4)).shape) in ((2, VOCAB), (2, 1, VOCAB))


@test_case(
    name="in evaluation the last token alone gets logits",
    points=0,
    failure_message="Print the shape of the logits for 3 ids, after `model.train()` and after `model.eval()`. The "
    "docstring says how the two differ.",
)
def last_row_in_evaluation(lab):
    model = a_model(lab)
    assert tuple(model(IDS).shape) in ((VOCAB,), (1, VOCAB))
    model.train()
    assert model(IDS).shape == (4, VOCAB)


@test_case(
    name="one token of the text gets no logits",
    points=0,
    failure_message="Print the shape of the logits for 3 ids. Inputs and targets have been paired before: how many of "
    "the tokens that arrive should get a row?",
)
def one_row_less(lab):
    assert a_model(lab)(IDS).shape == (3, VOCAB)


# the model: texts that are too long


def refused(model, shape):
    """Whether such ids raise ValueError."""
    try:
        model(torch.ones(shape, dtype=torch.int64))
    except Exception as error:  # a proxy in the grader knows the names of its type
        return "ValueError" in getattr(error, "type_names", [base.__name__ for base in type(error).__mro__])
    return False


def rows_that_matter(lab, length, ids=None):
    """For each token, the position embeddings that move its logits, where attention gives zero."""
    ids = torch.arange(length) % VOCAB if ids is None else ids
    model, rows = a_model(lab, model_self_attention=off), []
    table, before = lab.parameters(model)["pos_to_embedding.weight"], model(ids)
    assert before.shape == (*ids.shape, VOCAB)
    for row in range(MAX_LEN):
        changed = table.clone()
        changed[row] += numbers(EMB, seed=row)
        lab.load_parameters(model, {"pos_to_embedding.weight": changed})
        rows.append(((model(ids) - before).abs() > 1e-4).any(-1))
    moves = torch.stack(rows, -1)
    return [torch.nonzero(each).flatten().tolist() for each in moves.flatten(0, -2)]


@test_case(name="too_long_is_cut", points=0)
def cut(lab):
    assert a_model(lab)(torch.ones(13, dtype=torch.int64)).shape == (MAX_LEN, VOCAB)


@test_case(
    name="a text that is too long gets through, and all its late tokens share the last position",
    points=0,
    failure_message="Print the positions that you look up for a text of `max_len + 2` tokens. What should such a text "
    "give?",
)
def clamped(lab):
    assert rows_that_matter(lab, MAX_LEN + 2)[-3:] == [[8], [8], [8]]


@test_case(
    name="positions begin again after max_len, where a longer text should be refused",
    points=0,
    failure_message="Print the positions that you look up for a text of `max_len + 2` tokens. What should such a text "
    "give?",
)
def begins_again(lab):
    assert rows_that_matter(lab, MAX_LEN + 2)[-3:] == [[8], [0], [1]]


@test_case(
    name="a text that is too long gets through, without an exception",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with 9 ids. The docstring says which exception it should be, "
    "and what its message names.",
)
def gets_through(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB) and model(torch.ones(13, dtype=torch.int64)) is not None


@test_case(
    name="one token more than max_len gets through",
    points=0,
    failure_message="Build `TransformerLM(11, 6, 8, 10)` and call it with 6, 7 and 8 ids. How many position embeddings "
    "does it have? When is a text too long?",
)
def one_too_generous(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB) and refused(model, 11)
    assert not refused(model, 10)


@test_case(
    name="a batch of texts that are too long is not refused, where a single one is",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with ids of shape (9,) and of shape (2, 9). Which number do "
    "you compare with max_len?",
)
def long_batch(lab):
    model = a_model(lab)
    assert model(IDS.expand(2, 4)).shape == (2, 4, VOCAB)
    assert refused(model, 12) and not (refused(model, (2, 12)) and refused(model, (2, 2, 12)))


@test_case(
    name="a text that is too long is refused in one of the modes alone, training or evaluation",
    points=0,
    failure_message="Call `TransformerLM(11, 6, 8, 10)` with 9 ids, after `.train()` and after `.eval()`. Which line "
    "asks for the mode?",
)
def refused_by_mode(lab):
    model = a_model(lab)
    in_evaluation = refused(model, 12)
    model.train()
    assert refused(model, 12) != in_evaluation


@test_case(name="assertion_for_too_long", points=0)
def another_exception(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB) and model(IDS.expand(2, 4)).shape == (2, 4, VOCAB)
    long = torch.ones(13, dtype=torch.int64)
    assert fails(lambda: model(long)) and not refused(model, 13)


@test_case(name="numbers_not_named", points=0)
def numbers_missing(lab):
    model = a_model(lab)
    said = expect_raises("ValueError", lambda: model(torch.ones(13, dtype=torch.int64)), "13 tokens")
    assert model(IDS).shape == (4, VOCAB)
    assert not {"13", "9"} <= set(re.findall(r"\d+", said))


@test_case(
    name="another number than max_len is built in as the limit",
    points=0,
    failure_message="Build a model with a `max_len` of 6, and one of 60, and call each with 5 and with 50 ids. Where "
    "does the number come from that you compare a length with?",
)
def built_in(lab):
    small = lab.transformer.TransformerLM(VOCAB, 6, EMB, 5, 3, 2)
    large = lab.transformer.TransformerLM(VOCAB, 60, EMB, 5, 3, 2)
    assert small(IDS).shape == (4, VOCAB)
    assert refused(large, 55) and not refused(large, 5)


# the model: chance and memory


@test_case(
    name="embedding and head are two matrices, and not one",
    points=0,
    failure_message="Print `model.lm_head.weight is model.word_to_embedding.weight`. Did you change the given "
    "constructor? The weights are tied, as in `FeedForwardLM`.",
)
def not_tied(lab):
    model = lab.transformer.TransformerLM(VOCAB, MAX_LEN, EMB, 5)
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight") is False


@test_case(
    name="a call of the model changes its parameters",
    points=0,
    failure_message="Print `model.word_to_embedding.weight[0]` and `model.pos_to_embedding.weight[0]` before and after "
    "a call, in training and in evaluation. Which of your lines writes into a tensor that it has not made?",
)
def changes_parameters(lab):
    changes = []
    for mode in ("train", "eval"):
        model = a_model(lab)
        getattr(model, mode)()
        before = lab.parameters(model)
        fails(lambda model=model: model(IDS))
        after = lab.parameters(model)
        changes += [key for key in before if not same(after[key], before[key])]
    assert changes


@test_case(
    name="some tokens are replaced by others at random in training",
    points=0,
    failure_message="Call one model twice with the same ids, after `model.train()`: are the logits the same? Print "
    "the ids that you look up.",
)
def tokens_replaced(lab):
    model, ids = identity_model(lab), torch.arange(8).repeat(9, 1)
    settled = model(ids)
    model.train()
    words = [(model(ids) - settled + F.one_hot(ids, VOCAB)) for _ in range(3)]
    assert all(same(word.sum(-1), torch.ones(9, 8)) and same(word, word.round()) for word in words)
    assert not same(words[0], words[1])


@test_case(
    name="some numbers of the embeddings are set to zero at random",
    points=0,
    failure_message="Call one fresh model twice with the same ids: are the logits the same? The docstring says how "
    "training and evaluation differ.",
)
def embeddings_dropped(lab):
    model, ids = identity_model(lab), torch.arange(8).repeat(9, 1)
    settled = model(ids)
    model.train()
    first, second = (model(ids).abs() < 1e-6 for _ in range(2))
    assert not (settled.abs() < 1e-6).any() and 0.01 < first.float().mean() < 0.95 and (first != second).any()


def identity_model(lab, **changes):
    """A model whose layer leaves x alone, where it is right, and whose logits are x."""
    rows = {"word_to_embedding": torch.eye(VOCAB), "lm_head": torch.eye(VOCAB)}
    return a_model(lab, emb=VOCAB, model_self_attention=off, model_mlp=off, **rows, **changes)


@test_case(
    name="the model draws something at random in training, so that two calls give different logits",
    points=0,
    failure_message="Call one model twice with the same ids, after `model.train()`: are the logits the same? The "
    "docstring says how training and evaluation differ.",
)
def model_random(lab):
    model = a_model(lab)
    settled = model(IDS)
    assert all(same(model(IDS), settled) for _ in range(5))
    model.train()
    first = model(IDS)
    assert not all(same(model(IDS), first) for _ in range(30))


@test_case(
    name="something of an earlier call is kept, and changes the logits of later ones",
    points=0,
    failure_message="Call one model with a text of 3 tokens, then with another of 5, and then with the first again; "
    "compare each with the logits of a fresh model. What does your `forward` store in `self`?",
)
def remembers(lab):
    texts = IDS[:3], IDS, torch.tensor([1, 0, 6])
    wanted = [a_model(lab)(ids) for ids in texts]
    again = [a_model(lab)(ids) for ids in texts]
    wanted_later = a_model(lab, pos_to_embedding=moved)(texts[0])
    assert all(same(one, two) for one, two in zip(again, wanted, strict=True))
    model = a_model(lab)
    differ = [
        fails(lambda ids=ids: model(ids)) or not same(model(ids), logits)
        for ids, logits in zip(texts, wanted, strict=True)
    ]
    lab.load_parameters(model, {"pos_to_embedding.weight": moved(lab.parameters(model)["pos_to_embedding.weight"])})
    assert any(differ) or not same(model(texts[0]), wanted_later)


@test_case(
    name="the model gives different logits in training and in evaluation",
    points=0,
    failure_message="Print `model(ids)` for the same ids after `model.train()` and after `model.eval()`. Which line of "
    "yours asks for `self.training`?",
)
def model_mode(lab):
    model = a_model(lab)
    settled = model(IDS)
    model.train()
    trained = model(IDS)
    assert trained.shape == settled.shape and not same(trained, settled) and same(model(IDS), trained)
    model.eval()
    assert same(model(IDS), settled)


@test_case(
    name="the model draws something at random, in evaluation as in training, so that two calls give different logits",
    points=0,
    failure_message="Call one model twice with the same ids, after `model.eval()`: are the logits the same? Which line "
    "draws at random?",
)
def model_always_random(lab):
    model = a_model(lab)
    kinds = [model(IDS) for _ in range(4)]
    assert all(not same(kinds[i], kinds[j]) for i in range(4) for j in range(i))


@test_case(
    name="the ids are changed in place",
    points=0,
    failure_message="Print the ids before and after `model(ids)`. Which of your lines writes into them?",
)
def ids_changed(lab):
    ids = torch.tensor([[0, 7, 3], [6, 0, 1]])
    assert not torch.equal(lab.inputs_after(a_model(lab), ids), ids)


# the model: positions


def position_sign(title, hint, wanted, length=4):
    """A sign that looks at which position embeddings move which token."""

    def body(lab):
        assert rows_that_matter(lab, length) == wanted

    return test_case(name=title, points=0, failure_message=hint)(body)


from_one = position_sign("positions_from_one", "", [[1], [2], [3], [4]])
from_the_end = position_sign("positions_from_the_end", "", [[3], [2], [1], [0]])
zero_everywhere = position_sign("position_zero_everywhere", "", [[0]] * 4)
last_ones = position_sign(
    "the last token always gets the last position, and the first token the position that this leaves",
    "Print the positions that you look up for texts of 3 and of 4 tokens. Which one does the first token get? The TODO "
    "counts them out.",
    [[5], [6], [7], [8]],
)


@test_case(
    name="all tokens of a text get the same position",
    points=0,
    failure_message="Print the positions that you look up for a text of 4 tokens. The TODO counts them out, and part 5 "
    "says why they are there.",
)
def one_position(lab):
    rows = rows_that_matter(lab, 4)
    assert rows[0] and all(row == rows[0] for row in rows)


@test_case(
    name="positions skip a row: they are not counted one by one",
    points=0,
    failure_message="Print the positions that you look up for a text of 4 tokens. The TODO counts them out.",
)
def counted_by_two(lab):
    rows = [row[0] if len(row) == 1 else -1 for row in rows_that_matter(lab, 4)]
    steps = {after - before for before, after in itertools.pairwise(rows)}
    assert min(rows) >= 0 and len(steps) == 1 and steps.pop() not in (0, 1, -1)


@test_case(
    name="ids are looked up among the positions, and positions among the tokens",
    points=0,
    failure_message="Print which matrix you look the ids up in, and which one the positions. Their rows are counted in "
    "the constructor: `n_vocab` of one, `max_len` of the other.",
)
def tables_swapped(lab):
    state = lab.parameters(a_model(lab))
    words, places = state["word_to_embedding.weight"], state["pos_to_embedding.weight"]
    assert same(a_model(lab)(IDS), own_layer(lab)(places[IDS] + words[:4]) @ words.T)


@test_case(
    name="the ids are taken for positions",
    points=0,
    failure_message="Print the positions that you look up, for a text with the same token twice. Are the two places "
    "the same?",
)
def ids_as_positions(lab):
    ids = torch.tensor([5, 2, 7, 2])
    assert rows_that_matter(lab, 4, ids) == [[5], [2], [7], [2]]


@test_case(
    name="positions count the texts of a batch, and not the tokens of each text",
    points=0,
    failure_message="Print the positions that you look up for ids of shape (2, 5). Do the tokens of one text get "
    "different ones?",
)
def texts_counted(lab):
    ids = torch.tensor([[5, 2, 7], [1, 3, 4]])
    assert rows_that_matter(lab, 3, ids) == [[0], [0], [0], [1], [1], [1]]


@test_case(name="positions_over_the_batch", points=0)
def counted_on(lab):
    ids = torch.tensor([[5, 2, 7], [1, 3, 4]])
    assert rows_that_matter(lab, 3, ids) == [[0], [1], [2], [3], [4], [5]]


@test_case(
    name="positions stop counting at tokens with the id 0",
    points=0,
    failure_message="Print the positions that you look up for the ids 3, 0, 0, 5. There is no padding in this lab: "
    "token 0 is a character like the others.",
)
def without_zeros(lab):
    zeros, others = (rows_that_matter(lab, 4, torch.tensor(ids)) for ids in ([3, 0, 0, 5], [3, 1, 2, 5]))
    assert others == [[0], [1], [2], [3]] and zeros[3] == [1]


@test_case(
    name="a token with the id 0 gets no position",
    points=0,
    failure_message="Print what goes into the layer for the ids 3, 0, 5. There is no padding in this lab: token 0 is a "
    "character like the others.",
)
def zero_without_position(lab):
    zeros, others = (rows_that_matter(lab, 4, torch.tensor(ids)) for ids in ([3, 0, 0, 5], [3, 1, 2, 5]))
    assert others == [[0], [1], [2], [3]] and zeros[1] == zeros[2] == []


@test_case(
    name="a token also gets the positions before it, and not its own alone",
    points=0,
    failure_message="Set all position embeddings but one to zero, and print what goes into the layer. Which tokens "
    "should it reach?",
)
def positions_summed(lab):
    assert rows_that_matter(lab, 4) == [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]


@test_case(name="positions_forgotten", points=0)
def no_positions(lab):
    ids = torch.full((4,), 3)
    assert rows_that_matter(lab, 4) == [[]] * 4
    logits = a_model(lab)(ids)
    assert same(logits, logits[:1].expand(4, VOCAB))


@test_case(
    name="positions are looked up among the embeddings of tokens",
    points=0,
    failure_message="Set `model.pos_to_embedding.weight` to other numbers: do the logits change? Print which matrix "
    "you look the positions up in.",
)
def positions_of_words(lab):
    assert rows_that_matter(lab, 4) == [[]] * 4
    state = lab.parameters(a_model(lab))
    words = state["word_to_embedding.weight"]
    assert same(a_model(lab)(IDS), own_layer(lab)(words[IDS] + words[:4]) @ words.T)


@test_case(name="sinusoids", points=0)
def waves(lab):
    assert rows_that_matter(lab, 4) == [[]] * 4
    places = identity_model(lab)(torch.full((4,), 3)) - F.one_hot(torch.full((4,), 3), VOCAB)
    squares = places.square().sum(-1)
    assert same(squares, torch.full((4,), VOCAB / 2)) and same(places.abs().amax(), torch.tensor(1.0), 0.2)


@test_case(
    name="the position embeddings are never used, though something else tells places apart",
    points=0,
    failure_message="Set `model.pos_to_embedding.weight` to other numbers: do the logits change? Where do the numbers "
    "come from that you add?",
)
def other_positions(lab):
    ids = torch.full((4,), 3)
    assert rows_that_matter(lab, 4) == [[]] * 4
    logits = a_model(lab, model_self_attention=off)(ids)
    assert not same(logits[0], logits[1]) and not same(logits[1], logits[2])


def own_layer(lab, emb=EMB):
    """The submission's layer, with the parameters that it has in `a_model`."""
    layer = lab.transformer.BareBonesTransformerLayer(emb, 3, 2, 5)
    parts = lab.parameters(a_model(lab, emb))
    begins = "model."
    lab.load_parameters(layer, {key.removeprefix(begins): parts[key] for key in parts if key.startswith(begins)})
    layer.eval()
    return layer


# the model: the sum, the layer and the head


def sums(state):
    """What may go into the layer, by name."""
    words, places = state["word_to_embedding.weight"][IDS], state["pos_to_embedding.weight"][:4]
    return {
        "right": words + places,
        "multiplied": words * places,
        "words_scaled": words * EMB**0.5 + places,
        "scaled": (words + places) * EMB**0.5,
        "mean": (words + places) / 2,
        "normed": F.layer_norm(words + places, (EMB,)),
        "subtracted": words - places,
        "places_alone": places,
        "places_twice": words + 2 * places,
        "places_scaled": words + places * EMB**0.5,
        "divided": words / EMB**0.5 + places,
    }


LAYERS = ("right", "skipped", "twice", "residual", "difference")


def layers(layer, x):
    """What may be done with the layer, one after the other as in LAYERS."""
    once = layer(x)
    return torch.stack([once, x, layer(once), x + once, once - x])


def finals(x, weight, norms):
    """What may come of the output of the layer, by name."""
    logits, plain = x @ weight.T, F.layer_norm(x, (EMB,))
    (weight_1, bias_1), (weight_2, bias_2) = norms
    return {
        "right": logits,
        "plain_norm": plain @ weight.T,
        "norm_1": (plain * weight_1 + bias_1) @ weight.T,
        "norm_2": (plain * weight_2 + bias_2) @ weight.T,
        "scaled": logits / EMB**0.5,
        "multiplied": logits * EMB**0.5,
        "softmax": logits.softmax(-1),
        "log_softmax": logits.log_softmax(-1),
        "relu": logits.relu(),
        "sigmoid": logits.sigmoid(),
        "tanh": logits.tanh(),
        "softmax_of_text": logits.softmax(-2),
        "relu_before": x.relu() @ weight.T,
        "normalised": F.normalize(x, dim=-1) @ F.normalize(weight, dim=-1).T,
    }


def ways_seen(lab):
    """The ways from ids to logits that give the submission's, with at most two mistakes: (sum, layer, final)"""
    model = a_model(lab)
    state = lab.parameters(model)
    found, layer = model(IDS), lab.transformer.BareBonesTransformerLayer(EMB, 3, 2, 5)
    assert found.shape == (4, VOCAB)
    begins = "model."
    lab.load_parameters(layer, {key.removeprefix(begins): state[key] for key in state if key.startswith(begins)})
    layer.eval()
    norms = [(state[f"model.norm_{i}.weight"], state[f"model.norm_{i}.bias"]) for i in (1, 2)]
    inputs = sums(state)
    outputs = layers(layer, torch.stack(list(inputs.values())))  # (layers, sums, 4, EMB)
    seen = []
    for final, logits in finals(outputs, state["lm_head.weight"], norms).items():
        near = (logits - found).abs().amax((-2, -1)) <= 1e-5 * logits.abs().amax((-2, -1)).clamp(min=1)
        seen += [(list(inputs)[place], LAYERS[which], final) for which, place in near.nonzero().tolist()]
    return [way for way in seen if "right" in way]


WAYS = {
    (0, "multiplied"): ("positions_multiplied", ""),
    (0, "words_scaled"): ("embeddings_scaled", ""),
    (0, "scaled"): (
        "the sum of the embeddings is multiplied by the root of their size",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings. Some transformers scale "
        "them: does the TODO?",
    ),
    (0, "mean"): (
        "the mean of the two embeddings is taken, and not their sum",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
    ),
    (0, "normed"): (
        "the sum of the embeddings is normed before the layer",
        "Print what goes into `self.model`, and the mean of each row. Which norms does part 5 name, and where do they "
        "stand?",
    ),
    (0, "subtracted"): (
        "the position embeddings are subtracted, and not added",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
    ),
    (0, "places_alone"): (
        "the embeddings of the tokens are left out, and the positions alone go into the layer",
        "Change an id: do the logits change? Print what goes into `self.model`.",
    ),
    (0, "places_twice"): (
        "the positions are added twice",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
    ),
    (0, "places_scaled"): (
        "the position embeddings are multiplied by the root of their size",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
    ),
    (0, "divided"): (
        "the token embeddings are divided by the root of their size",
        "Print what goes into `self.model` and compare it with the sum of the two embeddings.",
    ),
    (1, "skipped"): ("layer_skipped", ""),
    (1, "twice"): (
        "the model sends its vectors through the layer twice in a row",
        "Count how often your `forward` calls `self.model`. How many layers does this model have?",
    ),
    (1, "residual"): (
        "the input of the layer is added to its output once more",
        "Compare what goes into `self.lm_head` with `self.model(...)` of the same input. The layer has its residuals "
        "inside.",
    ),
    (1, "difference"): (
        "the input of the layer is subtracted from its output",
        "Compare what goes into `self.lm_head` with `self.model(...)` of the same input.",
    ),
    (2, "plain_norm"): ("norm_before_the_head", ""),
    (2, "norm_1"): (
        "norm_1 is used once more before the head",
        "Print the mean of each vector that goes into `self.lm_head`. Many models have a last norm there: does the "
        "TODO of this one name one?",
    ),
    (2, "norm_2"): (
        "norm_2 is used once more before the head",
        "Print the mean of each vector that goes into `self.lm_head`. Many models have a last norm there: does the "
        "TODO of this one name one?",
    ),
    (2, "scaled"): (
        "the logits are divided by the root of the size of an embedding",
        "Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers? Scores are "
        "divided in part 4, and not here.",
    ),
    (2, "multiplied"): (
        "the logits are multiplied by the root of the size of an embedding",
        "Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers?",
    ),
    (2, "softmax"): ("probabilities_for_logits", ""),
    (2, "log_softmax"): (
        "the model gives logarithms of probabilities where logits are wanted",
        "Print `model(ids).exp().sum(dim=-1)`: if this is 1 in each row, something has been normalised already. The "
        "docstring says what comes back.",
    ),
    (2, "relu"): (
        "the logits go through a ReLU",
        "Print the smallest logit: can it be negative? What is the last step of the TODO?",
    ),
    (2, "sigmoid"): (
        "the logits go through a sigmoid",
        "Print the smallest and the largest logit. What is the last step of the TODO?",
    ),
    (2, "tanh"): (
        "the logits go through a tanh",
        "Print the smallest and the largest logit. What is the last step of the TODO?",
    ),
    (2, "softmax_of_text"): (
        "the logits go through a softmax over the tokens of the text",
        "Print `model(ids).sum(dim=-2)`. The loss takes a softmax by itself. What is the last step of the TODO?",
    ),
    (2, "relu_before"): (
        "the output of the layer goes through a ReLU before the head",
        "Print the smallest number that goes into `self.lm_head`: can it be negative? What are the steps of the TODO?",
    ),
    (2, "normalised"): (
        "vectors are brought to length 1 before the head",
        "Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers?",
    ),
}


def sign_of_ways(place, kind, title, hint):
    def body(lab):
        seen = ways_seen(lab)
        assert seen and all(way[place] == kind for way in seen)

    return test_case(name=title, points=0, failure_message=hint)(body)


for (place, kind), (title, hint) in WAYS.items():
    globals()[f"way_{place}_{kind}"] = sign_of_ways(place, kind, title, hint)


@test_case(
    name="the model gives probabilities, or their logarithms, where logits are wanted",
    points=0,
    failure_message="Print `model(ids).sum(dim=-1)` and `model(ids).exp().sum(dim=-1)`: is one of them 1 in each row? "
    "The loss takes a softmax by itself.",
)
def normalised(lab):
    logits = a_model(lab)(IDS)
    ones = torch.ones(4)
    assert same(logits.exp().sum(-1), ones) or (same(logits.sum(-1), ones) and logits.min() >= 0)


@test_case(
    name="the positions are added after the layer, where attention cannot see them any more",
    points=0,
    failure_message="Give the model the texts 1, 2, 3 and 2, 1, 3. Part 5 asks how the last token can tell them apart: "
    "where do the positions have to be added for this?",
)
def after_layer(lab):
    state = lab.parameters(a_model(lab))
    words, places = state["word_to_embedding.weight"], state["pos_to_embedding.weight"][:4]
    assert same(a_model(lab)(IDS), (own_layer(lab)(words[IDS]) + places) @ words.T)


@test_case(
    name="the token with the id 0 is taken for padding, and its embedding for zero",
    points=0,
    failure_message="Print what goes into the layer for the ids 3, 0, 5. There is no padding in this lab: token 0 is a "
    "character like the others.",
)
def zero_as_padding(lab):
    state = lab.parameters(a_model(lab))
    words, places = state["word_to_embedding.weight"], state["pos_to_embedding.weight"][:3]
    ids = torch.tensor([3, 0, 5])
    x = words[ids] * torch.tensor([[1.0], [0.0], [1.0]])
    layer = own_layer(lab)
    found = a_model(lab)(ids)
    assert same(found, layer(x + places) @ words.T) or same(found[1], (layer(x + places * (x != 0)) @ words.T)[1])


@test_case(
    name="each token gets the embedding of another token of the text",
    points=0,
    failure_message="Print the ids that you look up, and compare them with the ids that came in. Pairs of inputs and "
    "targets have been made before the model gets them.",
)
def shifted(lab):
    state, ids = lab.parameters(a_model(lab)), torch.tensor([5, 2, 7, 1])
    words, places = state["word_to_embedding.weight"], state["pos_to_embedding.weight"][:4]
    found, layer = a_model(lab)(ids), own_layer(lab)
    kinds = (ids.roll(1), ids.roll(-1), ids.flip(0))
    assert any(same(found, layer(words[kind] + places) @ words.T) for kind in kinds)


@test_case(
    name="the texts of a batch influence each other",
    points=0,
    failure_message="Give the model two texts as a batch, and then each of them alone. Are the logits the same? Print "
    "the shape of what goes into `self.model`.",
)
def model_mixes(lab):
    model, ids = a_model(lab), torch.tensor([[5, 2, 7], [1, 3, 4]])
    other = torch.tensor([[0, 6, 1], [1, 3, 4]])
    assert model(ids).shape == (2, 3, VOCAB) and same(model(ids), model(ids))
    assert not same(model(other)[1], model(ids)[1])


@test_case(
    name="a token sees later ones",
    points=0,
    failure_message="Change the last id of a text: do the logits of the first one change? Which of your steps, besides "
    "attention, lets tokens meet?",
)
def model_sees_later(lab):
    model = a_model(lab)
    other = torch.tensor([5, 2, 7, 0])
    assert model(IDS).shape == (4, VOCAB) and same(model(IDS), model(IDS))
    assert not same(model(other)[:3], model(IDS)[:3])


@test_case(
    name="the layer plays no part: its parameters change nothing",
    points=0,
    failure_message="Set all parameters of `model.model` to zero: do the logits change? Count which parts of the model "
    "your `forward` calls.",
)
def layer_unused(lab):
    logits = a_model(lab)(IDS)
    assert same(a_model(lab, model_self_attention=moved, model_mlp=moved, model_norm=moved)(IDS), logits)
    assert not same(a_model(lab, word_to_embedding=moved, lm_head=moved)(IDS), logits)


# the model: gradients, devices and dtypes


@test_case(
    name="the logits are cut off from the gradient",
    points=0,
    failure_message="Print `model(ids).requires_grad`. Which line keeps torch from remembering how the logits were "
    "made?",
)
def logits_cut_off(lab):
    model = a_model(lab)
    model.train()
    assert model(IDS).shape == (4, VOCAB)
    said = expect_raises("RuntimeError", lambda: lab.gradients(model, IDS, torch.ones(4, VOCAB)), "the gradient")
    assert "does not require grad" in said


def embedding_gradients(lab, column, ids=IDS):
    """Gradients of the logits of one token of the vocabulary, which is not in the text."""
    weights = torch.zeros(len(ids), VOCAB)
    weights[:, column] = numbers(len(ids), seed=3)
    model = a_model(lab)
    model.train()
    return lab.gradients(model, ids, weights)


@test_case(
    name="the positions do not learn",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print `model.pos_to_embedding.weight.grad`. Look for "
    "`detach`, `.data` and `no_grad`.",
)
def positions_cut_off(lab):
    found = embedding_gradients(lab, 0)
    assert not any_gradient(found["pos_to_embedding.weight"]) and any_gradient(found["word_to_embedding.weight"])
    other = a_model(lab, pos_to_embedding=moved)
    assert not same(other(IDS), a_model(lab)(IDS))


@test_case(name="embedding_detached", points=0)
def words_cut_off(lab):
    gradient = embedding_gradients(lab, 0)["word_to_embedding.weight"]
    assert any_gradient(gradient[0]) and not any_gradient(gradient[IDS])


@test_case(
    name="the embedding learns nothing from its use as a head",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print `model.word_to_embedding.weight.grad`: which rows "
    "are zero? Look for `detach` and `.data`.",
)
def head_cut_off(lab):
    gradient = embedding_gradients(lab, 0)["word_to_embedding.weight"]
    assert any_gradient(gradient[IDS]) and not any_gradient(gradient[0])


@test_case(
    name="the embedding of one id never learns, as if it were padding",
    points=0,
    failure_message="Print the gradient of each row of `model.word_to_embedding.weight` for a text with all ids. There "
    "is no padding in this lab: which id do you treat as one?",
)
def padding_does_not_learn(lab):
    state = lab.parameters(a_model(lab))
    words, places = state["word_to_embedding.weight"], state["pos_to_embedding.weight"][:4]
    assert same(a_model(lab)(IDS), own_layer(lab)(words[IDS] + places) @ words.T)
    stuck = []
    for unused in (0, 7):
        ids = torch.tensor([each for each in range(VOCAB) if each != unused])
        gradient = embedding_gradients(lab, unused, ids)["word_to_embedding.weight"]
        stuck.append([each for each in ids.tolist() if not any_gradient(gradient[each])])
    assert sorted(map(len, stuck)) in ([0, 1], [1, 1])


@test_case(
    name="no gradient reaches the layer, so that attention and MLP never learn",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print the gradients of `model.model`. Look for `detach`, "
    "`.data` and `no_grad`.",
)
def layer_parameters_cut_off(lab):
    found = embedding_gradients(lab, 0)
    inside = [value for key, value in found.items() if key.startswith("model.")]
    assert inside and not any(any_gradient(value) for value in inside)
    assert not same(a_model(lab, model_mlp=moved)(IDS), a_model(lab)(IDS))


@test_case(name="positions_or_another_tensor_on_the_cpu", points=0)
def cpu(lab):
    model = a_model(lab)
    assert model(IDS).shape == (4, VOCAB)
    try:
        logits = lab.on_meta(model, IDS)
    except Exception as error:  # a proxy in the grader
        assert "device" in getattr(error, "message", str(error))
        state = {key: 0 * value for key, value in lab.parameters(model).items()}
        assert not fails(lambda: lab.load_parameters(model, state))
        layer = a_layer(lab)
        assert lab.on_meta(layer, numbers(4, EMB)).is_meta
    else:
        assert not logits.is_meta


@test_case(
    name="the layer makes a tensor on the CPU, wherever x is",
    points=0,
    failure_message="Which line of the layer makes a tensor anew, and on which device? On a GPU it meets tensors from "
    "there.",
)
def layer_cpu(lab):
    layer, x = a_layer(lab), numbers(4, EMB)
    assert layer(x).shape == x.shape
    try:
        output = lab.on_meta(layer, x)
    except Exception as error:  # a proxy in the grader
        assert "device" in getattr(error, "message", str(error))
    else:
        assert not output.is_meta


@test_case(
    name="the logits have lost digits in floats of 16 bits",
    points=0,
    failure_message="Print `model(ids)[0, :3]` with many digits, and compare it with the same steps by hand. Which of "
    "your lines changes a dtype?",
)
def rounded(lab):
    state = lab.parameters(a_model(lab))
    x = state["word_to_embedding.weight"][IDS] + state["pos_to_embedding.weight"][:4]
    wanted, found = own_layer(lab)(x) @ state["lm_head.weight"].T, a_model(lab)(IDS).float()
    assert same(found, wanted, 3e-2) and not same(found, wanted, 3e-4)


@test_case(
    name="the model makes a tensor of float32, whatever the dtype of its parameters is",
    points=0,
    failure_message="Call `model.double()(ids)` and print the dtype of the logits. Which line makes a tensor anew, or "
    "changes a dtype?",
)
def model_dtype(lab):
    assert float32_alone(a_model(lab), IDS, IDS)
