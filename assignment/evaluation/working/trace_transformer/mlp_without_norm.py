"""No norm before the MLP

norm_2 is left out.
"""

VERDICT = "wrong"
SOURCE = "ViT ports that forget a norm"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = after_attention + layer.mlp(after_attention)
logits = trace_model.lm_head(after_mlp)
print(tuple(logits.shape))
