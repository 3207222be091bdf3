"""the rows are picked from the table by indexing
"""

VERDICT = "right"
SOURCE = "own idea"
CELL = "mlp_embeddings"

mlp_embeddings = torch.stack([mlp_model.word_to_embedding.weight[ord(c)] for c in trace_text])
print(tuple(mlp_embeddings.shape))
