"""The mask is left out."""

CELL = "transformer_weights"

masked_scores = scaled_scores
weights = torch.softmax(masked_scores, dim=-1)
