"""Norms by hand with mean and biased variance

Same formula as nn.LayerNorm, with its weight, bias and eps.
"""

VERDICT = "right"
SOURCE = "ARENA chapter 1.1, LayerNorm exercise"
CELL = "transformer_norm"


def my_layer_norm(vectors, norm):
    mu = vectors.mean(-1, keepdim=True)
    var = vectors.var(-1, keepdim=True, unbiased=False)
    return (vectors - mu) * torch.rsqrt(var + norm.eps) * norm.weight + norm.bias


normed = my_layer_norm(x, layer.norm_1)
print(tuple(normed.shape), normed.mean().item())
