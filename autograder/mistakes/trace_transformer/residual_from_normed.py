"""The residual is added to the normed x."""

CELL = "transformer_logits"

after_attention = normed + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_mlp)
