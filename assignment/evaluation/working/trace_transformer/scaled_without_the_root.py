"""Divides by head_dim without the root

The spread grows like the root of head_dim.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/thegregyang/NTK4A/issues/3 (1/n and not 1/sqrt(n))"
CELL = "transformer_scores"

raw_scores = torch.matmul(q, k.T)
scaled_scores = raw_scores / head.head_dim
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
