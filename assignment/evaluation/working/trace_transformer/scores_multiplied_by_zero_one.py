"""Multiplies by a mask of zeros and ones

A score of zero is still a score: exp(0) is 1, so the future gets weight.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/georg-wolflein/good-features/pull/1 (zero is not minus infinity)"
CELL = "transformer_weights"

masked_scores = scaled_scores * torch.tril(torch.ones(9, 9))
weights = torch.softmax(masked_scores, dim=-1)
print("the rows sum to", weights.sum(dim=-1).tolist())
