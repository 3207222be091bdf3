"""Mean 0 and spread 1 by hand, then stretch and shift

The biased variance with eps under the root, as nn.LayerNorm has it.
"""

VERDICT = "right"
SOURCE = "labml.ai and ARENA: layer norm written out"
CELL = "transformer_norm"

mean = x.mean(dim=-1, keepdim=True)
variance = x.var(dim=-1, keepdim=True, unbiased=False)
standardised = (x - mean) / torch.sqrt(variance + layer.norm_1.eps)
normed = standardised * layer.norm_1.weight + layer.norm_1.bias
print("means", standardised.mean(dim=-1).tolist())
print(tuple(normed.shape))
