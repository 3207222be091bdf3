"""max along the rows, and its indices

max gives the largest values and where they are; the latter are the ids.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation of torch.max (values and indices)"
CELL = "mlp_next"

values, indices = torch.max(mlp_logits, dim=1)
mlp_next_ids = indices
for seen, guess, score in zip(trace_text, mlp_next_ids, values, strict=True):
    print(repr(seen), "->", repr(decode([int(guess)])), f"{score.item():.2f}")
