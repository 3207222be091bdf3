"""the mask is left out of the trace

Print `weights[0]`: what can the first character look at? Compare with `head.attention_weights(normed)`.
Reread "Mask and softmax" in part 6.
"""

CAUGHT_BY = "weights and the head's output have the right values"
CELL = "transformer_weights"

masked_scores = scaled_scores
weights = torch.softmax(masked_scores, dim=-1)
