"""The notebook's trace of the transformer, from the weights of one head."""

from otter.test_files import test_case
from checks.expect import expect_close, expect_float

OK_FORMAT = False
name = "trace_transformer"
points = None


@test_case(name="the trace has the right shapes, and ends where the model does", points=1)
def ends_where_the_model_does(lab):
    trace = lab.trace("trace_transformer")
    expect_float(trace.x, "x", (9, 32))
    expect_float(trace.normed, "normed", (9, 32))
    for letter in ("q", "k", "v"):
        expect_float(getattr(trace, letter), letter, (9, 8))
    expect_float(trace.weights, "weights", (9, 9))
    expect_float(trace.head_output, "head_output", (9, 8))
    expect_float(trace.after_attention, "after_attention", (9, 32))
    expect_close(trace.logits, trace.trace_model(trace.trace_ids), "logits, compared with trace_model(trace_ids)")
