"""A final norm before the logits

This model has no norm after its layer.
"""

VERDICT = "wrong"
SOURCE = "GPT-2 ln_f before lm_head"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))
final = nn.LayerNorm(32)
logits = trace_model.lm_head(final(after_mlp))
print(tuple(logits.shape))
