"""embeddings as products with one-hot rows

The positions are the first nine rows of the identity.
"""

VERDICT = "right"
SOURCE = "from memory"
CELL = "transformer_embed"

letters = nn.functional.one_hot(trace_ids, num_classes=256).float()
places = torch.eye(len(trace_ids), trace_model.max_len)
token_embeddings = letters @ trace_model.word_to_embedding.weight
position_embeddings = places @ trace_model.pos_to_embedding.weight
x = sum((token_embeddings, position_embeddings))
print(tuple(x.shape))
