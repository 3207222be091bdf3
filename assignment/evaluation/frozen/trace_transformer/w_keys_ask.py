"""keys in rows, queries in columns

The transpose of the scores.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_scores"

raw_scores = torch.einsum("id,jd->ij", k, q)
scaled_scores = raw_scores * head.head_dim**-0.5
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
