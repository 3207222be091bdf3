"""Adds the MLP to x instead of to the stream after attention, and ends with a softmax

Two mistakes: what attention added is lost on the residual path, and probabilities are no logits.
"""

VERDICT = "wrong"
SOURCE = "JanSchm/CapMarket issue 8"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = x + layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_mlp).softmax(dim=-1)
print(tuple(logits.shape))
