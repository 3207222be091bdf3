"""Without gradients, step by step through the MLP, logits by the embedding matrix

lm_head has no bias and shares its weight with the embeddings; the layers of the MLP are called one after the
other.
"""

VERDICT = "right"
SOURCE = "torch.inference_mode habits in notebooks (from memory, not looked up)"
CELL = "transformer_logits"

with torch.no_grad():
    after_attention = torch.add(x, attention_output)
    hidden = layer.norm_2(after_attention)
    for step in layer.mlp.model:
        hidden = step(hidden)
    after_mlp = after_attention + hidden
    logits = nn.functional.linear(after_mlp, trace_model.word_to_embedding.weight)
print(tuple(logits.shape))
