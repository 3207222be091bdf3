"""The diagonal is masked as well

A token may look at itself; the first row has nothing left and becomes uniform.
"""

VERDICT = "wrong"
SOURCE = "triu without diagonal=1 (Stack Overflow)"
CELL = "transformer_weights"

hidden = torch.triu(torch.ones(9, 9, dtype=torch.bool))
masked_scores = scaled_scores.masked_fill(hidden, -1e9)
weights = torch.softmax(masked_scores, dim=-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
