"""Counts positions from 1 to 9

The first token stands at position 0; every position embedding is that of the right neighbour.
"""

VERDICT = "wrong"
SOURCE = "fairseq positions that start after the padding index"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(torch.arange(1, len(trace_ids) + 1))
x = token_embeddings + position_embeddings
print(tuple(x.shape))
