"""Puts keys in the rows and queries in the columns

Row i has to belong to the query that looks; this is the transpose.
"""

VERDICT = "wrong"
SOURCE = "brain-research/self-attention-gan issue 17 (transpose of the attention map)"
CELL = "transformer_scores"

raw_scores = torch.einsum("kd,qd->kq", k, q)
scaled_scores = raw_scores / math.sqrt(head.head_dim)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
