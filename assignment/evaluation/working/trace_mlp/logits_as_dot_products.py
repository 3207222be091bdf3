"""Each logit as a sum of products, by broadcasting

The logit of a character is the product of the output with the character's embedding; float64 in between
changes only rounding.
"""

VERDICT = "right"
SOURCE = "explanations of logits as similarities with each token's embedding"
CELL = "mlp_output"

second_linear = mlp_model.model.model[-1]
mlp_output = torch.einsum("ih,oh->io", mlp_hidden, second_linear.weight) + second_linear.bias
E = mlp_model.lm_head.weight  # (256, 32)
mlp_logits = (mlp_output.double()[:, None, :] * E.double()[None, :, :]).sum(dim=-1).float()
print(tuple(mlp_output.shape), tuple(mlp_logits.shape))
