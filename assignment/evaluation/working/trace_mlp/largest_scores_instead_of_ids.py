"""Takes the largest scores themselves for the ids

max gives values and indices; these are the values, cut to whole numbers.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: torch.max returns values and indices"
CELL = "mlp_next"

mlp_next_ids = mlp_logits.max(dim=-1)[0].long()
print(mlp_next_ids)
