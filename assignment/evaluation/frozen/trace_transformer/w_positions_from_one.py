"""positions are counted from 1

The table has 32 rows, so nobody complains.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_embed"

positions = torch.arange(1, len(trace_ids) + 1)
token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(positions)
x = token_embeddings + position_embeddings
print(tuple(x.shape))
