"""Looks positions up, and forgets to add them

x is the token embeddings alone.
"""

VERDICT = "wrong"
SOURCE = "bigram starts of GPT tutorials"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)  # (9, 32)
position_embeddings = trace_model.pos_to_embedding(torch.arange(9))  # (9, 32)
x = token_embeddings
print(tuple(x.shape))
