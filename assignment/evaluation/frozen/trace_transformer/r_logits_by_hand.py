"""the MLP layer by layer, the residuals as sums of a stack, the logits with the table of the embeddings

The same up to rounding.
"""

VERDICT = "right"
SOURCE = "from memory"
CELL = "transformer_logits"

after_attention = torch.stack((x, attention_output)).sum(dim=0)
stream = layer.norm_2(after_attention)
for step in layer.mlp.model:
    stream = step(stream)
after_mlp = stream + after_attention
logits = torch.einsum("le,ve->lv", after_mlp, trace_model.word_to_embedding.weight)
print(tuple(logits.shape))
