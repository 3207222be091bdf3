"""The softmax goes over the queries."""

CELL = "transformer_weights"

masked_scores = scaled_scores + make_causal_mask(len(trace_ids))
weights = torch.softmax(masked_scores, dim=0)
