"""Brings to mean 0 and spread 1, but does not stretch and shift

The learned weight and bias of the norm are left out.
"""

VERDICT = "wrong"
SOURCE = "F.layer_norm without weight and bias (PyTorch forum)"
CELL = "transformer_norm"

normed = (x - x.mean(dim=-1, keepdim=True)) / torch.sqrt(x.var(dim=-1, keepdim=True, unbiased=False) + 1e-5)
print(tuple(normed.shape))
