"""Two loops over queries and keys

Row i, column j is the product of query i and key j, divided by the root of the size of a key.
"""

VERDICT = "right"
SOURCE = "beginner notebooks: every query meets every key"
CELL = "transformer_scores"

n = len(trace_ids)
raw_scores = torch.zeros(n, n)
for i in range(n):
    for j in range(n):
        raw_scores[i, j] = torch.dot(q[i], k[j])
scaled_scores = raw_scores / k.shape[-1] ** 0.5
print(raw_scores.std().item(), scaled_scores.std().item())
