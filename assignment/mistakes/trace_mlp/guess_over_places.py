"""you look for the likeliest place of each character, and not for the likeliest character at each place

Print the shape of `mlp_next_ids`: how many guesses do nine places need? In `mlp_logits`, a row belongs to a
place and a column to a character; along which of them do you search? Reread "The guess" in part 3.
"""

CAUGHT_BY = "output, logits and guesses have the right values"
CELL = "mlp_next"

mlp_next_ids = mlp_logits.argmax(dim=0)
