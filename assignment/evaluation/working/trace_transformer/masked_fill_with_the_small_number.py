"""Fills the future with the very small number

A score plus -1e9 is -1e9 in float32, so filling gives the same.
"""

VERDICT = "right"
SOURCE = "Annotated Transformer: masked_fill(mask == 0, -1e9)"
CELL = "transformer_weights"

n = scaled_scores.shape[0]
may_look = torch.tril(torch.ones(n, n, dtype=torch.bool))
masked_scores = scaled_scores.masked_fill(~may_look, -1e9)
weights = masked_scores.softmax(-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
