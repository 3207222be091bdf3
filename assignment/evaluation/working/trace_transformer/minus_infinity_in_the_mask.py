"""Hides the future with minus infinity

exp(-inf) is 0, so the weights are those of the lab's mask; the masked scores differ only where nothing may be
seen.
"""

VERDICT = "right"
SOURCE = "nanoGPT and let's build GPT: masked_fill with -inf"
CELL = "transformer_weights"
DEBATABLE = "masked_scores is 'the scaled scores with the causal mask', and make_causal_mask holds -1e9; -inf is another mask with the same weights."

tril = torch.tril(torch.ones(len(trace_ids), len(trace_ids)))
masked_scores = scaled_scores.masked_fill(tril == 0, float("-inf"))
weights = nn.functional.softmax(masked_scores, dim=1)
print("the rows sum to", weights.sum(dim=-1).tolist())
