"""The likeliest place for each character, instead of the likeliest character at each place."""

CELL = "mlp_next"

mlp_next_ids = mlp_logits.argmax(dim=0)
