"""Norms with norm_1 before the MLP, and once more before the head

Two mistakes: norm_2 belongs before the MLP, and this model has no norm after the layer.
"""

VERDICT = "wrong"
SOURCE = "allenai/OLMo issue 222, and GPT-2's ln_f"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_1(after_attention))
logits = trace_model.lm_head(nn.functional.layer_norm(after_mlp, after_mlp.shape[-1:]))
print(tuple(logits.shape))
