"""the mask is added to the raw scores

The scaling was for nothing; the weights are too sharp.
"""

VERDICT = "wrong"
SOURCE = "from memory"
CELL = "transformer_weights"

masked_scores = raw_scores + make_causal_mask(raw_scores.shape[-1])
weights = torch.nn.functional.softmax(masked_scores, dim=1)
print("the rows sum to", weights.sum(dim=-1).tolist())
