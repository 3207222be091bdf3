"""Softmax written out, with the maximum taken off

Taking the largest score of a row off changes nothing but avoids large numbers.
"""

VERDICT = "right"
SOURCE = "CS336 study notes: subtract the maximum before exp"
CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(9)
shifted = masked_scores - masked_scores.max(dim=-1, keepdim=True).values
exponentials = shifted.exp()
weights = exponentials / exponentials.sum(dim=-1, keepdim=True)
print("the rows sum to", weights.sum(dim=-1).tolist())
