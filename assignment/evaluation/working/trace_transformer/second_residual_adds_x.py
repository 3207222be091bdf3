"""The MLP is added to x, not to the stream after attention

What attention wrote is lost from the stream.
"""

VERDICT = "wrong"
SOURCE = "GPT-J style parallel residuals and Hugging Face code with one residual variable"
CELL = "transformer_logits"

after_attention = x + attention_output
after_mlp = x + layer.mlp(layer.norm_2(after_attention))
logits = trace_model.lm_head(after_mlp)
print(tuple(logits.shape))
