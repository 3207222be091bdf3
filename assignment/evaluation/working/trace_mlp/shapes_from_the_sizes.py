"""Shapes built from the sizes instead of typed in

The sizes are read off the text and the model's layers; the tuples are the same as typed ones.
"""

VERDICT = "right"
SOURCE = "CS224n handouts that ask for shapes in terms of their sizes"
CELL = "mlp_predict"

n_tokens = len(trace_text)
n_vocab, emb_dim = mlp_model.word_to_embedding.weight.shape
n_hidden = mlp_model.model.model[0].out_features
predicted_shapes = dict()
predicted_shapes["token ids"] = (n_tokens,)
predicted_shapes["embeddings"] = (n_tokens, emb_dim)
predicted_shapes["hidden"] = (n_tokens, n_hidden)
predicted_shapes["output"] = (n_tokens, emb_dim)
predicted_shapes["logits"] = (n_tokens, n_vocab)
