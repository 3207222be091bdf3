"""softmax over the queries

The rows of the mask are right, but columns sum to 1.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_weights"

mask = make_causal_mask(len(trace_ids))
masked_scores = scaled_scores.add(mask)
weights = masked_scores.softmax(0)
print("the rows sum to", weights.sum(dim=-1).tolist())
