"""Masks the raw scores instead of the scaled ones

Everything else is right; the weights are too sharp, as if there were no scaling.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/mlc-ai/mlc-llm/pull/3426 (scaling lost on one path)"
CELL = "transformer_weights"

causal_mask = make_causal_mask(len(trace_ids))
masked_scores = causal_mask + raw_scores  # (9, 9)
weights = masked_scores.softmax(-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
