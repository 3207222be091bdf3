"""Multiplies by the root where one should divide

The spread becomes larger instead of smaller.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/ng-video-lecture/issues/46 (multiply or divide)"
CELL = "transformer_scores"

raw_scores = q @ k.transpose(-2, -1)
scaled_scores = raw_scores * math.sqrt(head.head_dim)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
