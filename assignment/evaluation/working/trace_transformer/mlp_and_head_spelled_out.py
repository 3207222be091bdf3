"""Spells out the MLP, and scores with the tied matrix

Linear, ReLU, Linear on the normed stream, added back; the rows of the embedding matrix score the result.
"""

VERDICT = "right"
SOURCE = "3Blue1Brown and ARENA unembedding exercises"
CELL = "transformer_logits"

with torch.no_grad():
    after_attention = attention_output + x
    first, relu, second = layer.mlp.model
    hidden = torch.clamp(first(layer.norm_2(after_attention)), min=0)
    after_mlp = after_attention.clone()
    after_mlp += second(hidden)
    logits = torch.einsum("td,vd->tv", after_mlp, trace_model.word_to_embedding.weight)
print(tuple(logits.shape), "favourite next:", repr(decode(logits[-1:].argmax(-1))))
