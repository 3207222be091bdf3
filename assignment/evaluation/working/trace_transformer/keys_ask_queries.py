"""The matrix of scores lies on its side: rows are keys

k q^T has the scores of key i with query j at (i, j).
"""

VERDICT = "wrong"
SOURCE = "https://github.com/brain-research/self-attention-gan/issues/17"
CELL = "transformer_scores"

raw_scores = torch.einsum("kd,qd->kq", k, q)  # (9, 9)
scaled_scores = raw_scores / math.sqrt(k.shape[-1])
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
