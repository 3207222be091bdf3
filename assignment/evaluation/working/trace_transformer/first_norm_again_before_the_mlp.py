"""norm_1 before the MLP

The MLP has a norm of its own, norm_2.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/allenai/OLMo/issues/222"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_1(after_attention))
logits = trace_model.lm_head(after_mlp)
print(tuple(logits.shape))
