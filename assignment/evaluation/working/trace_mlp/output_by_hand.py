"""Multiplies the matrices by hand

A Linear is x W^T + b, and the lm_head is the embedding matrix without a bias.
"""

VERDICT = "right"
SOURCE = "https://www.codegenes.net/blog/access-intermediate-layer-outputs-in-nnsequential-pytorch and makemore part 2"
CELL = "mlp_output"

last = mlp_model.model.model[2]
with torch.no_grad():
    mlp_output = torch.addmm(last.bias, mlp_hidden, last.weight.t())
    mlp_logits = torch.einsum("ld,vd->lv", mlp_output, mlp_model.word_to_embedding.weight)
assert mlp_logits.shape == (9, 256)
