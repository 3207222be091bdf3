"""What holds for every right trace of the transformer, step by step, given what the trace has before the step."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_tensor

OK_FORMAT = False
name = "trace_transformer"
points = None
SAME = 1e-4
"""How far numbers may be apart, relative to the largest one (at least 1)."""
HEAD = "model.self_attention.heads"


def expect_same(found, wanted, variable):
    """A variable of the trace is a tensor of the same shape and with the same numbers up to rounding."""
    what = f"the variable `{variable}`"
    expect_tensor(found, what, tuple(wanted.shape))
    found = found.detach().double()
    differ = ~((found - wanted.double()).abs() <= SAME * max(1.0, wanted.abs().max().item()))
    if differ.any():
        at = tuple(differ.nonzero()[0].tolist())
        raise AssertionError(
            f"{what} should have {wanted[at].item():z.4g} at {list(at)}, but has {found[at].item():z.4g}"
        )


def parameters_and_trace(lab):
    """The parameters of the model that is traced, by name, and the trace."""
    trace = lab.trace("trace_transformer")
    return lab.parameters(trace.trace_model), trace


def norm(parameters, number, x):
    """A norm of the layer: (..., 32) -> (..., 32)"""
    weight, bias = (parameters[f"model.norm_{number}.{part}"] for part in ("weight", "bias"))
    return torch.nn.functional.layer_norm(x.detach(), (32,), weight, bias)


def all_heads(parameters, x):
    """Self-attention of the layer: (9, 32) -> (9, 32)"""
    outputs = []
    for i in range(4):
        q, k, v = (x @ parameters[f"{HEAD}.{i}.{part}.weight"].T for part in ("get_query", "get_key", "get_value"))
        scores = (q @ k.T / math.sqrt(8)).masked_fill(torch.ones(9, 9).triu(1).bool(), -math.inf)
        outputs.append(scores.softmax(-1) @ v)
    return torch.cat(outputs, -1) @ parameters["model.self_attention.to_output.weight"].T


def mlp(parameters, x):
    """The MLP of the layer: (9, 32) -> (9, 32)"""
    first, second = (
        (parameters[f"model.mlp.model.{place}.weight"].T, parameters[f"model.mlp.model.{place}.bias"])
        for place in (0, 2)
    )
    return torch.relu(x @ first[0] + first[1]) @ second[0] + second[1]


@test_case(
    name="x is the sum of two rows for each character: that of its id, and that of its place from 0 to 8",
    points=0,
    failure_message="Print `trace_ids[0]`, and the first row of `token_embeddings`, of `position_embeddings` and "
    "of x. In which matrix, and in which row of it, do you find each?",
)
def embedded(lab):
    parameters, trace = parameters_and_trace(lab)
    of_tokens = parameters["word_to_embedding.weight"][trace.trace_ids]
    of_places = parameters["pos_to_embedding.weight"][:9]
    expect_same(trace.token_embeddings, of_tokens, "token_embeddings")
    expect_same(trace.position_embeddings, of_places, "position_embeddings")
    expect_same(trace.x, of_tokens + of_places, "x")


@test_case(
    name="`normed` is the layer's first norm of x",
    points=0,
    failure_message="Print the mean and the spread of each row of `normed`. Which norm do you use, on what, and "
    "does it have the layer's own weight and bias?",
)
def normed(lab):
    parameters, trace = parameters_and_trace(lab)
    expect_same(trace.normed, norm(parameters, 1, trace.x), "normed")


@test_case(
    name="queries, keys and values are what the first head's layers make of `normed`",
    points=0,
    failure_message="Compute one number of `q`, `k` and `v` by hand: a row of `normed` times a row of the layer's "
    "weight. Which of the three differs?",
)
def queries(lab):
    parameters, trace = parameters_and_trace(lab)
    for letter, part in {"q": "get_query", "k": "get_key", "v": "get_value"}.items():
        wanted = trace.normed.detach() @ parameters[f"{HEAD}.0.{part}.weight"].T
        expect_same(getattr(trace, letter), wanted, letter)


@test_case(
    name="row i and column j of the raw scores have the product of query i and key j",
    points=0,
    failure_message="Print `raw_scores[0, 1]` and `(q[0] * k[1]).sum()`. Row: who looks. Column: who is looked at.",
)
def raw_scores(lab):
    _, trace = parameters_and_trace(lab)
    expect_same(trace.raw_scores, trace.q.detach() @ trace.k.detach().T, "raw_scores")


@test_case(
    name="the scaled scores are the raw ones, divided by the square root of head_dim",
    points=0,
    failure_message="Print `raw_scores / scaled_scores`: it should be one number everywhere, and its square the "
    "size of a query.",
)
def scaled_scores(lab):
    _, trace = parameters_and_trace(lab)
    divisors = (trace.raw_scores / trace.scaled_scores).detach()
    assert trace.scaled_scores.shape == trace.raw_scores.shape and torch.allclose(
        divisors, torch.tensor(math.sqrt(8)), rtol=1e-3
    ), f"the raw scores should be divided by {math.sqrt(8):.4g}, but at [0, 0] they are by {divisors[0, 0].item():z.4g}"


@test_case(
    name="each row of weights sums to 1, and has nothing on later characters",
    points=0,
    failure_message="Print `weights` and `weights.sum(dim=-1)`. Which entries should be 0, and along which "
    "dimension does your softmax run?",
)
def rows(lab):
    _, trace = parameters_and_trace(lab)
    expect_tensor(trace.weights, "weights", (9, 9))
    weights = trace.weights.detach()
    later = weights.triu(1).abs().max().item()
    assert later < 1e-6, f"no weight should fall on later characters, but one of {later:z.3g} does"
    furthest = (weights.sum(-1) - 1).abs().argmax()
    found = weights.sum(-1)[furthest].item()
    assert abs(found - 1) < 1e-4, f"row {int(furthest)} of the weights should sum to 1, but sums to {found:z.4g}"


@test_case(
    name="the weights are the softmax of the scaled scores that may be seen",
    points=0,
    failure_message="Compare `weights[1]` with the softmax of the first two numbers of `scaled_scores[1]`. What "
    "else happens to the scores in your cell?",
)
def softmax(lab):
    _, trace = parameters_and_trace(lab)
    seen = trace.scaled_scores.detach().masked_fill(torch.ones(9, 9).triu(1).bool(), -math.inf)
    expect_same(trace.weights, seen.softmax(-1), "weights")


@test_case(
    name="the output of the head is the sum of the values, weighted with the weights",
    points=0,
    failure_message="The first character sees itself alone: compare `head_output[0]` with `v[0]`. Then compute "
    "the second row by hand.",
)
def head_output(lab):
    _, trace = parameters_and_trace(lab)
    expect_same(trace.head_output, trace.weights.detach() @ trace.v.detach(), "head_output")


@test_case(
    name="`attention_output` is what all heads together make of `normed`, with `to_output` at the end",
    points=0,
    failure_message="Read again what the TODO says of `attention_output`. Which heads, which input and which last "
    "layer do you use?",
)
def attention_output(lab):
    parameters, trace = parameters_and_trace(lab)
    expect_same(trace.attention_output, all_heads(parameters, trace.normed.detach()), "attention_output")


@test_case(
    name="attention is added to x",
    points=0,
    failure_message="Print `after_attention - attention_output`: what should it be, and what is it?",
)
def after_attention(lab):
    _, trace = parameters_and_trace(lab)
    expect_same(trace.after_attention, trace.x.detach() + trace.attention_output.detach(), "after_attention")


@test_case(
    name="the MLP of the second norm is added to what came before it",
    points=0,
    failure_message="Compare `after_mlp` with `layer(x)`. What goes into the second norm, what into the MLP, and "
    "to what is its output added?",
)
def after_mlp(lab):
    parameters, trace = parameters_and_trace(lab)
    before = trace.after_attention.detach()
    expect_same(trace.after_mlp, before + mlp(parameters, norm(parameters, 2, before)), "after_mlp")


@test_case(
    name="each logit is the product of the stream after the MLP with the embedding of a character",
    points=0,
    failure_message="Print the shape of `logits`, and compare its first row with that of "
    "`trace_model(trace_ids)`. What goes into `lm_head`, and what happens after it?",
)
def logits(lab):
    parameters, trace = parameters_and_trace(lab)
    expect_same(trace.logits, trace.after_mlp.detach() @ parameters["word_to_embedding.weight"].T, "logits")
