"""The notebook's trace of the MLP: nine characters, station by station."""

from otter.test_files import test_case
from checks.expect import describe, expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "trace_mlp"
points = None


@test_case(name="the shapes are predicted, and the trace ends where the model does", points=1)
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
    expect_equal(found, shapes, "predicted_shapes, compared with the shapes of your trace,")
    expect_close(trace.mlp_logits, trace.mlp_model(trace.mlp_ids), "mlp_logits, compared with mlp_model(mlp_ids)")
