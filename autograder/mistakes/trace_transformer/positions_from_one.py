"""Positions count from one."""

CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(torch.arange(1, 10))
x = token_embeddings + position_embeddings
