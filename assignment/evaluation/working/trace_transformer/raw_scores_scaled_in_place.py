"""Scales in place, so that the raw scores are scaled as well

Both names are one tensor; only the scaled scores are right.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: in-place division changes both names"
CELL = "transformer_scores"

raw_scores = (q @ k.T).detach()
scaled_scores = raw_scores
scaled_scores /= math.sqrt(head.head_dim)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
