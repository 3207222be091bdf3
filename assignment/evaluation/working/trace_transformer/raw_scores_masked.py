"""Masks the raw scores

The scaling is lost, and the weights are too sharp.
"""

VERDICT = "wrong"
SOURCE = "slips with names; scale forgotten (Kyubyong/transformer issue 60)"
CELL = "transformer_weights"

masked_scores = raw_scores + make_causal_mask(len(trace_ids))
weights = torch.softmax(masked_scores, dim=-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
