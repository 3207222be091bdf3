"""The notebook's trace of the transformer, from the weights of one head."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float
from checks.parameters import draw_parameters

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


def model_of(reference):
    model = reference.transformer.TransformerLM(256, max_len=32, emb_dim=32, n_hidden=128, head_dim=8, n_heads=4)
    draw_parameters(model, seed=1)
    x = model.word_to_embedding(reference.tokenization.encode_doc("Tom had a"))
    return model, x + model.pos_to_embedding(torch.arange(9))


@test_case(
    name="embeddings and norm have the right values",
    points=1,
    hidden=True,
    failure_message="x should be the sum of each character's embedding and that of its position 0 to 8, and "
    "normed should be x after norm_1 of the layer.",
)
def embeddings_and_norm(lab, reference):
    model, x = model_of(reference)
    trace = lab.trace("trace_transformer")
    of_positions = model.pos_to_embedding(torch.arange(9))
    expect_close(trace.token_embeddings, x - of_positions, "token_embeddings")
    expect_close(trace.position_embeddings, of_positions, "position_embeddings")
    expect_close(trace.x, x, "x")
    expect_close(trace.normed, model.model.norm_1(x), "normed")


@test_case(
    name="queries, keys and scores have the right values",
    points=1,
    hidden=True,
    failure_message="q and k should come from the first head and from normed. raw_scores should be each query "
    "times each key, query down and key across; scaled_scores these divided by the root of head_dim.",
)
def scores(lab, reference):
    model, x = model_of(reference)
    trace = lab.trace("trace_transformer")
    head, normed = model.model.self_attention.heads[0], model.model.norm_1(x)
    q, k = head.get_query(normed), head.get_key(normed)
    expect_close(trace.q, q, "q")
    expect_close(trace.k, k, "k")
    expect_close(trace.raw_scores, q @ k.T, "raw_scores")
    expect_close(trace.scaled_scores, q @ k.T / math.sqrt(8), "scaled_scores")


@test_case(
    name="weights and the head's output have the right values",
    points=1,
    hidden=True,
    failure_message="masked_scores should be the scaled scores with the mask, and weights their softmax over the keys: "
    "each row sums to 1 and nothing falls on a later character. head_output should be these weights times the values.",
)
def weights(lab, reference):
    model, x = model_of(reference)
    trace = lab.trace("trace_transformer")
    head, normed = model.model.self_attention.heads[0], model.model.norm_1(x)
    scaled = head.get_query(normed) @ head.get_key(normed).T / math.sqrt(8)
    expect_float(trace.masked_scores, "masked_scores", (9, 9))
    expect_close(trace.masked_scores.tril(), scaled.tril(), "masked_scores, where a character may look")
    expect_close(trace.masked_scores.softmax(-1), head.attention_weights(normed), "the softmax of masked_scores")
    expect_close(trace.weights, head.attention_weights(normed), "weights")
    expect_close(trace.v, head.get_value(normed), "v")
    expect_close(trace.head_output, head(normed), "head_output")


@test_case(
    name="residuals and logits have the right values",
    points=1,
    hidden=True,
    failure_message="attention_output should be what all heads together make of normed; after_attention adds it "
    "to x, after_mlp adds the MLP of norm_2 of that, and logits come from lm_head.",
)
def residuals(lab, reference):
    model, x = model_of(reference)
    trace = lab.trace("trace_transformer")
    layer = model.model
    expect_close(trace.attention_output, layer.self_attention(layer.norm_1(x)), "attention_output")
    after_attention = x + layer.self_attention(layer.norm_1(x))
    expect_close(trace.after_attention, after_attention, "after_attention")
    expect_close(trace.after_mlp, layer(x), "after_mlp")
    expect_close(trace.logits, model.lm_head(layer(x)), "logits")
