"""after_attention is x, changed in place

The stream and the logits are right, but x is not the input of the layer any more.
"""

VERDICT = "wrong"
SOURCE = "Python names and in-place operations, from memory"
DEBATABLE = "the text asks for after_attention and the rest, which are right; x was asked for in an earlier cell"
CELL = "transformer_logits"

with torch.no_grad():
    after_attention = x
    after_attention += attention_output
    after_mlp = after_attention + layer.mlp(layer.norm_2(after_attention))
    logits = trace_model.lm_head(after_mlp)
print(tuple(logits.shape))
