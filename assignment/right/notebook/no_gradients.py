"""The whole step without gradients."""

CELL = "mlp_output"

with torch.no_grad():
    mlp_output = mlp_model.model.model[2](mlp_hidden)
    mlp_logits = mlp_output @ mlp_model.lm_head.weight.T
