"""The mask is turned over

Tokens see the future and not the past.
"""

VERDICT = "wrong"
SOURCE = "triu and tril mix-ups (Stack Overflow)"
CELL = "transformer_weights"

mask = make_causal_mask(len(trace_ids)).T
masked_scores = scaled_scores + mask
weights = torch.softmax(masked_scores, dim=-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
