"""Takes the softmax down the columns

Each query has to share out a weight of 1 over its keys; with dim=0 the columns sum to 1.
"""

VERDICT = "wrong"
SOURCE = "labmlai/annotated_deep_learning_paper_implementations issue 282"
CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(len(trace_ids))
weights = masked_scores.softmax(dim=0)
print("the rows sum to", weights.sum(dim=-1).tolist())
