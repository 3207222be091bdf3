"""Subtracts the mask

The mask is negative, so taking it away makes the future overwhelming.
"""

VERDICT = "wrong"
SOURCE = "sign mix-ups: subtracting a mask that is already negative"
CELL = "transformer_weights"

masked_scores = scaled_scores - make_causal_mask(len(trace_ids))
weights = nn.functional.softmax(masked_scores, dim=-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
