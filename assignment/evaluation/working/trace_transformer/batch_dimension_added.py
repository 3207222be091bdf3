"""Adds a batch dimension to the ids

All shapes downstream become (1, 9, ...), and (9, ...) was asked for.
"""

VERDICT = "wrong"
SOURCE = "PyTorch habit: unsqueeze(0) before every model"
CELL = "transformer_embed"

batch = trace_ids.unsqueeze(0)
token_embeddings = trace_model.word_to_embedding(batch)
position_embeddings = trace_model.pos_to_embedding(torch.arange(batch.shape[1])).unsqueeze(0)
x = token_embeddings + position_embeddings
print(tuple(x.shape))
