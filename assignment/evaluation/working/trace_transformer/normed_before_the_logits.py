"""The stream is normed once more before the logits

GPT-2 has a last norm; this model has none. after_attention and after_mlp are right.
"""

VERDICT = "wrong"
SOURCE = "GPT-2's ln_f, https://yugajmera.github.io/posts/06-gpt2/post"
CELL = "transformer_logits"

after_attention = x + attention_output  # (9, 32)
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))  # (9, 32)
logits = trace_model.lm_head(layer.norm_2(after_mlp))  # (9, 256)
print(tuple(logits.shape))
