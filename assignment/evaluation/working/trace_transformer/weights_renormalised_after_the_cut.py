"""Softmax over all keys, then mask and renormalise

What is left after the future is set to zero, divided by its sum, is the softmax over the past.
"""

VERDICT = "right"
SOURCE = "Build a Large Language Model From Scratch, chapter 3 (masking, then renormalising)"
CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(len(trace_ids), device=scaled_scores.device)
all_weights = torch.softmax(scaled_scores, dim=-1)
kept = torch.tril(all_weights)
weights = kept / kept.sum(dim=-1, keepdim=True)
print("the rows sum to", weights.sum(dim=-1).tolist())
