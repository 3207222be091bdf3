"""Two loops fill the scores, one query and one key at a time

Each entry is the dot product of a query with a key.
"""

VERDICT = "right"
SOURCE = "verbose beginner style (from memory, not looked up)"
CELL = "transformer_scores"

n = len(trace_ids)
raw_scores = torch.zeros(n, n)
for i in range(n):
    for j in range(n):
        raw_scores[i, j] = torch.dot(q[i], k[j])
scaled_scores = raw_scores * head.head_dim ** (-1 / 2)
assert raw_scores.shape == scaled_scores.shape == (9, 9)
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
