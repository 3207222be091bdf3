"""Goes through the nine rows with Python's max

For each row the index with the largest value, put together to a tensor of int64.
"""

VERDICT = "right"
SOURCE = "Stack Overflow, argmax of a list: max(range(len(a)), key=a.__getitem__)"
CELL = "mlp_next"

best = []
for row in mlp_logits.tolist():
    best.append(max(range(len(row)), key=row.__getitem__))
mlp_next_ids = torch.tensor(best, dtype=torch.long)
print(trace_text, best)
