"""the last nine rows of the position table

A negative slice, as for the context of generation.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_embed"

n_tokens = trace_ids.shape[0]
token_embeddings = trace_model.word_to_embedding.weight[trace_ids]
position_embeddings = trace_model.pos_to_embedding.weight[-n_tokens:]
x = token_embeddings + position_embeddings
print(tuple(x.shape))
