"""after_mlp is what the MLP gives, and the logits are right

The stream after the residual is asked for; the sum is taken only inside the call of lm_head.
"""

VERDICT = "wrong"
SOURCE = "forgotten skip connections on the PyTorch forum"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_attention + after_mlp)
print(tuple(logits.shape))
