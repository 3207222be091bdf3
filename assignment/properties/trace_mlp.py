"""What holds for every right trace of the MLP, station by station."""

import torch
from otter.test_files import test_case

from checks.expect import expect_tensor

OK_FORMAT = False
name = "trace_mlp"
points = None
SAME = 1e-4
"""How far numbers may be apart, relative to the largest one (at least 1)."""


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


def linear(parameters, name, x):
    """A linear layer of the model: (..., n_in) -> (..., n_out)"""
    return x.detach() @ parameters[f"{name}.weight"].T + parameters[f"{name}.bias"]


@test_case(
    name="a shape is predicted for each of the five stations",
    points=0,
    failure_message='Print `predicted_shapes`. Its keys are "token ids", "embeddings", "hidden", "output" and '
    '"logits".',
)
def stations(lab):
    predicted = lab.trace("trace_mlp").predicted_shapes
    assert isinstance(predicted, dict), (
        f"the variable `predicted_shapes` should be a dict, but is a {type(predicted).__name__}"
    )
    for station in ("token ids", "embeddings", "hidden", "output", "logits"):
        keys = ", ".join(map(str, predicted))
        assert station in predicted, f"the predicted shapes should have the key {station!r}, but have {keys}"


@test_case(
    name="a predicted shape begins with the number of characters, and ends with the numbers that each of them has",
    points=0,
    failure_message="Compare `predicted_shapes` with the shapes of your trace, one station after the other. How "
    "many characters are there, and how many numbers stand for each of them at this station?",
)
def predicted(lab):
    predicted = lab.trace("trace_mlp").predicted_shapes
    for station, wanted in {"token ids": (9,), "embeddings": (9, 32), "output": (9, 32)}.items():
        found = tuple(predicted[station]) if hasattr(predicted[station], "__iter__") else predicted[station]
        assert found == wanted, f"the predicted shape of the {station} should be {wanted}, but is {found}"
    for station, wanted in {"hidden": (9, 128), "logits": (9, 256)}.items():
        found = tuple(predicted[station]) if hasattr(predicted[station], "__iter__") else predicted[station]
        assert found == wanted, f"the predicted shape of {station} should be {wanted}, but is {found}"


@test_case(
    name="each embedding is the row of the model's matrix that belongs to the character's id",
    points=0,
    failure_message="Print `mlp_ids[0]` and `mlp_embeddings[0]`, and the row of "
    "`mlp_model.word_to_embedding.weight` with this number.",
)
def embeddings(lab):
    trace = lab.trace("trace_mlp")
    matrix = lab.parameters(trace.mlp_model)["word_to_embedding.weight"]
    expect_same(trace.mlp_embeddings, matrix[trace.mlp_ids], "mlp_embeddings")


@test_case(
    name="the hidden layer is the first linear layer of the embeddings, with zeros for what is negative",
    points=0,
    failure_message="Print the shape and the smallest number of `mlp_hidden`, and `mlp_model.model.model`: which "
    "of its layers have you used, in which order, and on what?",
)
def hidden(lab):
    trace = lab.trace("trace_mlp")
    wanted = linear(lab.parameters(trace.mlp_model), "model.model.0", trace.mlp_embeddings).clamp(min=0)
    expect_same(trace.mlp_hidden, wanted, "mlp_hidden")


@test_case(
    name="the output is the second linear layer of the hidden layer",
    points=0,
    failure_message="Print the shape of `mlp_output` and compare it with `mlp_model.model(mlp_embeddings)`. Which"
    " variable goes into your last layer?",
)
def output(lab):
    trace = lab.trace("trace_mlp")
    wanted = linear(lab.parameters(trace.mlp_model), "model.model.2", trace.mlp_hidden)
    expect_same(trace.mlp_output, wanted, "mlp_output")


@test_case(
    name="each logit is the product of an output with the embedding of a character",
    points=0,
    failure_message="Print the shape of `mlp_logits` and compare it with `mlp_model(mlp_ids)`. What goes into "
    "`lm_head`, and what happens after it?",
)
def logits(lab):
    trace = lab.trace("trace_mlp")
    matrix = lab.parameters(trace.mlp_model)["word_to_embedding.weight"]
    expect_same(trace.mlp_logits, trace.mlp_output.detach() @ matrix.T, "mlp_logits")


@test_case(
    name="each guess is the id whose logit is the largest of its row",
    points=0,
    failure_message="Print type, dtype and shape of `mlp_next_ids`, and for the first place your guess and its "
    "logit. Is any logit of this row larger?",
)
def guesses(lab):
    trace = lab.trace("trace_mlp")
    expect_tensor(trace.mlp_next_ids, "the variable `mlp_next_ids`", (9,), torch.int64)
    for place, (guess, row) in enumerate(zip(trace.mlp_next_ids.tolist(), trace.mlp_logits, strict=True)):
        assert guess == int(row.argmax()), (
            f"the guess of place {place} should be {int(row.argmax())}, whose logit is {row.max().item():z.4g}, but is "
            f"{guess}"
        )
