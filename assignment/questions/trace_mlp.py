"""The notebook's trace of the MLP: nine characters, station by station."""

import torch
from otter.test_files import test_case

from checks.expect import describe, expect_close, expect_equal, expect_float, expect_tensor
from checks.parameters import draw_parameters

OK_FORMAT = False
name = "trace_mlp"
points = None


@test_case(name="the shapes are predicted, and the trace ends where the model does", points=0.5)
def predicted(lab):
    trace = lab.trace("trace_mlp")
    stations = {
        "token ids": trace.mlp_ids,
        "embeddings": trace.mlp_embeddings,
        "hidden": trace.mlp_hidden,
        "output": trace.mlp_output,
        "logits": trace.mlp_logits,
    }
    for station, value in stations.items():
        expect_tensor(value, f"the trace's {station}")
    shapes = {station: tuple(value.shape) for station, value in stations.items()}
    predicted = trace.predicted_shapes
    assert isinstance(predicted, dict), (
        f"predicted_shapes should be a dict with the five stations as keys, but is {describe(predicted)}"
    )
    found = {station: tuple(shape) if hasattr(shape, "__iter__") else shape for station, shape in predicted.items()}
    expect_equal(found, shapes, "predicted_shapes (compared with the shapes of your trace)")
    expect_close(trace.mlp_logits, trace.mlp_model(trace.mlp_ids), "mlp_logits (compared with mlp_model(mlp_ids))")


@test_case(name="nothing hidden is negative, and each guess has the largest logit", points=0.5)
def stations(lab):
    trace = lab.trace("trace_mlp")
    hidden, logits, guesses = trace.mlp_hidden, trace.mlp_logits, trace.mlp_next_ids
    expect_float(hidden, "mlp_hidden", (9, 128))
    n_negative = int((hidden < 0).sum())
    assert not n_negative, f"mlp_hidden should have no negative numbers after the ReLU, but has {n_negative}"
    expect_tensor(guesses, "mlp_next_ids", (9,), torch.int64)
    largest = logits.max(dim=-1).values
    expect_close(
        logits[torch.arange(9), guesses % 256], largest, "the logits of mlp_next_ids (compared with the largest)"
    )


def model_of(reference):
    model = reference.mlp.FeedForwardLM(n_vocab=256, emb_dim=32, n_hidden=128)
    draw_parameters(model, seed=0)
    return model, reference.tokenization.encode_doc("Tom had a")


@test_case(
    name="embeddings and hidden layer have the right values",
    points=1,
    hidden=True,
    failure_message="mlp_embeddings should be the rows of the embedding matrix for the nine ids, and mlp_hidden "
    "what comes out of the first linear layer and the ReLU: nothing in it is negative.",
)
def first_stations(lab, reference):
    model, ids = model_of(reference)
    trace = lab.trace("trace_mlp")
    embeddings = model.word_to_embedding(ids)
    expect_close(trace.mlp_embeddings, embeddings, "mlp_embeddings")
    expect_close(trace.mlp_hidden, torch.relu(model.model.model[0](embeddings)), "mlp_hidden")


@test_case(
    name="output, logits and guesses have the right values",
    points=1,
    hidden=True,
    failure_message="mlp_output should be what the second linear layer makes of mlp_hidden, mlp_logits what "
    "lm_head makes of that, and mlp_next_ids the id with the largest logit at each of the nine places.",
)
def last_stations(lab, reference):
    model, ids = model_of(reference)
    trace = lab.trace("trace_mlp")
    output, logits, next_ids = trace.mlp_output, trace.mlp_logits, trace.mlp_next_ids
    expect_close(output, model.model(model.word_to_embedding(ids)), "mlp_output")
    expect_close(logits, model(ids), "mlp_logits")
    expect_tensor(next_ids, "mlp_next_ids", (9,), torch.int64)
    expect_close(next_ids, model(ids).argmax(dim=-1), "mlp_next_ids")
