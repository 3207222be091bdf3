"""Takes rows of the weight matrices instead of calling the embeddings

Indexing the weight with the ids gives the same rows; the positions are its first nine rows.
"""

VERDICT = "right"
SOURCE = "Karpathy, building makemore: an embedding is a row of a matrix"
CELL = "transformer_embed"

rows = []
for token_id in trace_ids.tolist():
    rows.append(trace_model.word_to_embedding.weight[token_id])
token_embeddings = torch.stack(rows)
position_embeddings = trace_model.pos_to_embedding.weight[: trace_ids.numel()]
assert token_embeddings.shape == position_embeddings.shape == (9, 32)
x = torch.add(token_embeddings, position_embeddings)
print(tuple(x.shape))
