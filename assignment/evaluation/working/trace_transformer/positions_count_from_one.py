"""Positions 1 to 9

The first token stands at position 0.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/5285"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)
position_embeddings = trace_model.pos_to_embedding(torch.arange(1, len(trace_ids) + 1))
x = token_embeddings + position_embeddings
print(tuple(x.shape))
