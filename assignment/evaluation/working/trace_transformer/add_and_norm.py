"""Adds and then norms, and the MLP gets what is already normed

Two mistakes, both of the original paper's picture: norm_1 acts on the first sum, norm_2 on the second, and
nothing is normed before the MLP.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/harvardnlp/annotated-transformer/issues/13"
CELL = "transformer_logits"

after_attention = layer.norm_1(x + attention_output)  # (9, 32)
after_mlp = layer.norm_2(after_attention + layer.mlp(after_attention))  # (9, 32)
logits = trace_model.lm_head(after_mlp)  # (9, 256)
print(tuple(logits.shape))
