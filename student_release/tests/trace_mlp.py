"""The notebook's trace of the MLP: nine characters, station by station."""

import torch
from otter.test_files import test_case
from checks.expect import describe, expect_close, expect_equal, expect_float, expect_tensor

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
