"""Scales the token embeddings by the root of 32

The first paper does so, this model does not: trace and model disagree from the first station.
"""

VERDICT = "wrong"
SOURCE = "Annotated Transformer: lut(x) * sqrt(d_model)"
CELL = "transformer_embed"

emb_dim = trace_model.word_to_embedding.embedding_dim
token_embeddings = trace_model.word_to_embedding(trace_ids) * math.sqrt(emb_dim)
position_embeddings = trace_model.pos_to_embedding(torch.arange(len(trace_ids)))
x = token_embeddings + position_embeddings
print(tuple(x.shape))
