"""A loop over the characters, stacked at the end

Each character is looked up by itself without gradient; the values are the same.
"""

VERDICT = "right"
SOURCE = "beginner notebooks with loops"
CELL = "mlp_embeddings"

rows = []
with torch.no_grad():
    for character in trace_text:
        row = mlp_model.word_to_embedding(torch.tensor(ord(character)))  # (32,)
        rows.append(row)
mlp_embeddings = torch.stack(rows)
print(tuple(mlp_embeddings.shape))
