"""the norm by hand, with biased variance, stretch and shift

The same as nn.LayerNorm up to rounding.
"""

VERDICT = "right"
SOURCE = "PyTorch docs of nn.LayerNorm, from memory"
CELL = "transformer_norm"

norm = layer.norm_1
variance, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
normed = norm.weight * (x - mean) * torch.rsqrt(variance + norm.eps) + norm.bias
print(tuple(normed.shape))
