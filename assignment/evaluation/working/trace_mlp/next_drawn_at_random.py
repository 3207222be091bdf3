"""Draws the next character from the probabilities

The likeliest character is asked for, and a draw is often another one.
"""

VERDICT = "wrong"
SOURCE = "generate loops: torch.multinomial"
CELL = "mlp_next"

probabilities = torch.softmax(mlp_logits, dim=-1)
mlp_next_ids = torch.multinomial(probabilities, num_samples=1).squeeze(-1)
print(repr(trace_text), "->", repr(decode(mlp_next_ids)))
