"""The stream after the MLP is what the whole layer gives

The layer ends with the second residual, and the tied matrix scores the result.
"""

VERDICT = "right"
SOURCE = "TransformerLens caches compared with the block's output"
CELL = "transformer_logits"

after_attention = attention_output + x
after_mlp = layer(x)
logits = after_mlp @ trace_model.word_to_embedding.weight.T
print(tuple(logits.shape))
