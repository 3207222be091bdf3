"""the softmax runs over the queries, and not over the keys

Print `weights.sum(dim=-1)`. Each row belongs to a character that looks, and has a weight of 1 to give away.
Reread "Mask and softmax" in part 6.
"""

CAUGHT_BY = "weights and the head's output have the right values"
CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(len(trace_ids))
weights = torch.softmax(masked_scores, dim=0)
