"""Rows are keys and columns are queries

Row: who looks; here the matrix is turned over.
"""

VERDICT = "wrong"
SOURCE = "k @ q.T in tutorials with column vectors"
CELL = "transformer_scores"

raw_scores = torch.einsum("id,jd->ij", k, q)
scaled_scores = raw_scores / math.sqrt(head.head_dim)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
