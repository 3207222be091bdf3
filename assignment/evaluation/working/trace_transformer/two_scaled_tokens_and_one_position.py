"""Scaled token embeddings, and one position for all

Two mistakes: no factor belongs there, and the last position is broadcast over all tokens.
"""

VERDICT = "wrong"
SOURCE = "Attention Is All You Need, section 3.4; positions by len instead of arange"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids) * 32**0.5
position_embeddings = trace_model.pos_to_embedding(torch.tensor(len(trace_ids) - 1)).expand(9, 32)
x = token_embeddings + position_embeddings
print(tuple(x.shape))
