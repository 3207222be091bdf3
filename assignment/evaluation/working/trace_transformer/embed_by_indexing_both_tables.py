"""Both tables are indexed directly

The first nine rows of the position table are the positions 0 to 8.
"""

VERDICT = "right"
SOURCE = "nanoGPT forks: wte[idx] + wpe[:T]"
CELL = "transformer_embed"

wte = trace_model.word_to_embedding.weight
wpe = trace_model.pos_to_embedding.weight
token_embeddings = wte[trace_ids]
position_embeddings = wpe[: trace_ids.shape[0]]
x = token_embeddings.add(position_embeddings)
assert x.shape == (9, 32)
print(tuple(x.shape))
