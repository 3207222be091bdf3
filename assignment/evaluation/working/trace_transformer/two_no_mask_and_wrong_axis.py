"""No mask at all, and softmax along the queries

Two mistakes: all tokens see all others, and the columns sum to 1.
"""

VERDICT = "wrong"
SOURCE = "encoder tutorials without mask; softmax(dim=0)"
CELL = "transformer_weights"

masked_scores = scaled_scores.clone()
weights = masked_scores.exp() / masked_scores.exp().sum(dim=0)
print(weights.sum())
