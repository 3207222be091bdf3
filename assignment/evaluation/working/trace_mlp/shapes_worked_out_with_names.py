"""The shapes are put together from named sizes

Same five tuples, written with the length of the text and the sizes of the model.
"""

VERDICT = "right"
SOURCE = "ARENA notebooks that name every dimension"
CELL = "mlp_predict"

n_tokens = len(trace_text)
emb_dim, n_hidden, n_vocab = 32, 128, 256

predicted_shapes = dict()
predicted_shapes["token ids"] = (n_tokens,)
predicted_shapes["embeddings"] = (n_tokens, emb_dim)
predicted_shapes["hidden"] = (n_tokens, n_hidden)
predicted_shapes["output"] = predicted_shapes["embeddings"]
predicted_shapes["logits"] = (n_tokens, n_vocab)
print(predicted_shapes)
