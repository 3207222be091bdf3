"""Plain Python finds the largest score of each row

A list of ints becomes an int64 tensor of nine ids.
"""

VERDICT = "right"
SOURCE = "beginner notebooks: list.index of the maximum"
CELL = "mlp_next"

best = []
for row in mlp_logits.tolist():
    best_id = 0
    for token_id, score in enumerate(row):
        if score > row[best_id]:
            best_id = token_id
    best.append(best_id)
mlp_next_ids = torch.tensor(best)
print(repr(trace_text), "->", repr(decode(best)))
