"""The mask by masked_fill with minus infinity."""

CELL = "transformer_weights"

masked_scores = scaled_scores.masked_fill(torch.ones(9, 9).triu(1).bool(), -math.inf)
weights = masked_scores.softmax(-1)
