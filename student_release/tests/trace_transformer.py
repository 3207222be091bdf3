"""The notebook's trace of the transformer, from the weights of one head."""

from otter.test_files import test_case
from checks.expect import expect_close, expect_float

OK_FORMAT = False
name = "trace_transformer"
points = None


@test_case(name="the trace has the right shapes, and ends where the model does", points=0.5)
def ends_where_the_model_does(lab):
    trace = lab.trace("trace_transformer")
    expect_float(trace.x, "x", (9, 32))
    expect_float(trace.normed, "normed", (9, 32))
    for letter in ("q", "k", "v"):
        expect_float(getattr(trace, letter), letter, (9, 8))
    expect_float(trace.weights, "weights", (9, 9))
    expect_float(trace.head_output, "head_output", (9, 8))
    expect_float(trace.after_attention, "after_attention", (9, 32))
    expect_close(trace.logits, trace.trace_model(trace.trace_ids), "logits (compared with trace_model(trace_ids))")


@test_case(name="each step follows from those before, and the head agrees", points=0.5)
def steps(lab):
    trace = lab.trace("trace_transformer")
    expect_close(trace.x, trace.token_embeddings + trace.position_embeddings, "x (compared with the sum of both)")
    queries = trace.head.get_query(trace.normed)
    expect_close(trace.q, queries, "q (compared with what your head asks for, given normed)")
    score = (trace.q[3] * trace.k[5]).sum()
    expect_close(trace.raw_scores[3, 5], score, "raw_scores[3, 5] (compared with the product of query 3 and key 5)")
    own_weights = trace.head.attention_weights(trace.normed)
    expect_close(
        trace.masked_scores.softmax(-1), own_weights, "the softmax of masked_scores (compared with your head's)"
    )
    expect_close(trace.weights, own_weights, "weights (compared with head.attention_weights(normed))")
    expect_close(trace.head_output, trace.head(trace.normed), "head_output (compared with head(normed))")
    after = trace.x + trace.attention_output
    expect_close(trace.after_attention, after, "after_attention (compared with x + attention_output)")
