"""Mean and spread of each feature over the tokens

That is a batch norm; layer norm takes each token by itself.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: which axis does LayerNorm use"
CELL = "transformer_norm"

mean, var = x.mean(dim=0), x.var(dim=0, unbiased=False)
normed = (x - mean) / (var + 1e-5).sqrt() * layer.norm_1.weight + layer.norm_1.bias
print(tuple(normed.shape))
