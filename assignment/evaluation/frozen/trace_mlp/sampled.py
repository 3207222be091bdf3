"""the next characters are drawn from the distributions, not the likeliest
"""

VERDICT = "wrong"
SOURCE = "torch.multinomial in generate of nanoGPT; from memory"
CELL = "mlp_next"

torch.manual_seed(0)
distributions = torch.softmax(mlp_logits, dim=-1)
mlp_next_ids = torch.multinomial(distributions, num_samples=1).squeeze(-1)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
