"""the scores are divided by the root of the embedding's size

Print `raw_scores / scaled_scores`: which number is it, squared? How many numbers does a query of this head
have? Reread "Scores" in part 6, and what part 4 divides by.
"""

CAUGHT_BY = "queries, keys and scores have the right values"
CELL = "transformer_scores"

raw_scores = q @ k.T
scaled_scores = raw_scores / math.sqrt(32)
