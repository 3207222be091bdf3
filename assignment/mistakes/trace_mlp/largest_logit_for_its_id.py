"""the guesses are the largest logits themselves, and not the ids that have them

Print `mlp_next_ids.dtype`, and try to `decode(mlp_next_ids)`. A guess is a character: is it the score that
says which one, or where in its row the score stands? Reread "The guess" in part 3.
"""

CAUGHT_BY = "output, logits and guesses have the right values"
CELL = "mlp_next"

mlp_next_ids = mlp_logits.max(dim=-1).values
