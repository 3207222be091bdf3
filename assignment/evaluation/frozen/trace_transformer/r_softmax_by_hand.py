"""masked scores by torch.where, and a softmax by hand

Where the mask is 0 the score stays; elsewhere the very small number is added.
"""

VERDICT = "right"
SOURCE = "from memory"
CELL = "transformer_weights"

mask = make_causal_mask(9)
masked_scores = torch.where(mask == 0, scaled_scores, scaled_scores + mask)
e = torch.exp(masked_scores - masked_scores.amax(dim=1, keepdim=True))
weights = e / e.sum(dim=1, keepdim=True)
print("the rows sum to", weights.sum(dim=-1).tolist())
