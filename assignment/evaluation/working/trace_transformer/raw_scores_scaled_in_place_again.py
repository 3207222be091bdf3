"""Divides in place, so the raw scores are scaled as well

Both names mean the same tensor; raw_scores no longer holds the products of queries and keys.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, aliasing after /= "
CELL = "transformer_scores"

raw_scores = torch.matmul(q, k.transpose(0, 1))
scaled_scores = raw_scores
scaled_scores /= math.sqrt(head.head_dim)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
