"""Divides by the root of the embedding size

Queries and keys have 8 numbers, not 32; the weights become too even.
"""

VERDICT = "wrong"
SOURCE = "let's build GPT: C ** -0.5 with C = n_embd instead of head size"
CELL = "transformer_scores"

C = normed.shape[-1]
raw_scores = q @ k.T
scaled_scores = raw_scores * C**-0.5
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
