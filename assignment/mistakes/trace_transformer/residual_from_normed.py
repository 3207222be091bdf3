"""attention is added to the normed x, and not to x itself

Compare `after_attention - attention_output` with x. Which of the two continues through the layer, x or its
norm? Reread "Residuals and logits" in part 6.
"""

CAUGHT_BY = "residuals and logits have the right values"
CELL = "transformer_logits"

after_attention = normed + attention_output
after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_mlp)
