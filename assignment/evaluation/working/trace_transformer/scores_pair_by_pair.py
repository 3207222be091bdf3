"""Loops over queries and keys

Each score is the dot product of one query and one key; the scaled ones are new numbers.
"""

VERDICT = "right"
SOURCE = "beginner notebooks that spell the dot products out"
CELL = "transformer_scores"

n = len(trace_ids)
raw_scores = torch.zeros(n, n)
with torch.no_grad():
    for i in range(n):
        for j in range(n):
            raw_scores[i, j] = (q[i] * k[j]).sum()
scaled_scores = raw_scores * head.get_query.out_features**-0.5
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
