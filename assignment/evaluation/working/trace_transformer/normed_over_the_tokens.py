"""Takes mean and spread over the nine tokens

Each token has to be normed by itself; along dimension 0 the tokens get to know each other.
"""

VERDICT = "wrong"
SOURCE = "jadore801120/attention-is-all-you-need-pytorch PR 17 (std along seq_len)"
CELL = "transformer_norm"

mean, std = x.mean(dim=0), x.std(dim=0, unbiased=False)
normed = (x - mean) / (std + layer.norm_1.eps) * layer.norm_1.weight + layer.norm_1.bias
print(tuple(normed.shape))
