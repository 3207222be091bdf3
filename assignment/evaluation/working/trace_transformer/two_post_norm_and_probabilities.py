"""Norms after the sums, and probabilities in place of logits

Two mistakes: the stream itself is normed, and a softmax is applied.
"""

VERDICT = "wrong"
SOURCE = "d2l.ai AddNorm; softmax at the end of tutorials"
CELL = "transformer_logits"

after_attention = layer.norm_1(x + attention_output)
after_mlp = layer.norm_2(after_attention + layer.mlp(after_attention))
logits = trace_model.lm_head(after_mlp).softmax(dim=-1)
print(tuple(logits.shape))
