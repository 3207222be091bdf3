"""Adds attention to the normed input

The residual goes around the norm as well: it is x that is added to.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Howuhh/faster-trajectory-transformer/issues/3"
CELL = "transformer_logits"

after_attention = normed + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_mlp)
print(tuple(logits.shape))
