"""Raw scores by einsum, scaled scores from scaled queries

Scaling the queries first gives the same scores as scaling the products.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/minGPT/pull/55 (scale q instead of the scores)"
CELL = "transformer_scores"

raw_scores = torch.einsum("id,jd->ij", q, k)
scale = head.head_dim**-0.5
scaled_scores = torch.einsum("id,jd->ij", q * scale, k)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
