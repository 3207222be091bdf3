"""Multiplies by the lower triangle after the softmax

The future is wiped out, but the rows no longer sum to 1, and masked_scores are weights, not scores.
"""

VERDICT = "wrong"
SOURCE = "tril multiplied onto the softmax (Stack Overflow)"
CELL = "transformer_weights"

lower = (make_causal_mask(len(trace_ids)) == 0).float()
masked_scores = torch.softmax(scaled_scores, dim=-1)
weights = masked_scores * lower
print("the rows sum to", weights.sum(dim=-1).tolist())
