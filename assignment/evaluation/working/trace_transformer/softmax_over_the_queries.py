"""Softmax down the columns

Columns sum to 1, rows do not.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/labmlai/annotated_deep_learning_paper_implementations/issues/146"
CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(len(trace_ids))
weights = torch.softmax(masked_scores, dim=0)
print("the columns sum to", weights.sum(dim=0).tolist())
