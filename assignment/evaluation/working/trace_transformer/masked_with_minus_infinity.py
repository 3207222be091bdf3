"""Masks with minus infinity

The weights are the same to the last digit, and the future is as impossible as with -1e9.
"""

VERDICT = "right"
SOURCE = "nanoGPT: masked_fill(mask == 0, float('-inf'))"
CELL = "transformer_weights"
DEBATABLE = "The task speaks of the causal mask, whose number is -1e9; masked_scores differ above the diagonal, the weights do not."

future = torch.ones(9, 9).triu(1) == 1
masked_scores = torch.where(future, torch.tensor(float("-inf")), scaled_scores)
weights = torch.softmax(masked_scores, dim=1)
print("the rows sum to", weights.sum(dim=-1).tolist())
