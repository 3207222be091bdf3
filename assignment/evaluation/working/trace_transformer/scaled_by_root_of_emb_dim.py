"""Divides by the root of the embedding size

The size of a query is head_dim, 8, and not 32.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture/pull/6"
CELL = "transformer_scores"

raw_scores = q @ k.transpose(-2, -1)
C = x.shape[-1]
scaled_scores = raw_scores * C**-0.5
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
