"""the norm by hand, without stretch and shift

The parameters of norm_1 are left out, and the variance is the unbiased one.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, layer norm by hand differs from nn.LayerNorm (from memory)"
CELL = "transformer_norm"

mean = x.mean(dim=-1, keepdim=True)
spread = x.std(dim=-1, keepdim=True)
normed = (x - mean) / (spread + layer.norm_1.eps)
print(tuple(normed.shape))
