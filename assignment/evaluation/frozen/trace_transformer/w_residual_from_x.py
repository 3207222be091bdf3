"""the MLP's residual goes back to x

What attention added is lost in the stream after the MLP.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_logits"

after_attention = x + attention_output
from_mlp = layer.mlp(layer.norm_2(after_attention))
after_mlp = x + from_mlp
logits = after_mlp @ trace_model.lm_head.weight.T
print(tuple(logits.shape))
