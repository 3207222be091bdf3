"""Looks up one character at a time and stacks the rows

A loop over the ids with the model's own embedding gives the same rows in the same order.
"""

VERDICT = "right"
SOURCE = "Karpathy's makemore, one row of C for each character"
CELL = "mlp_embeddings"

rows = []
for token_id in mlp_ids:
    rows.append(mlp_model.word_to_embedding(token_id))
mlp_embeddings = torch.stack(rows, dim=0)
print(tuple(mlp_embeddings.shape))
