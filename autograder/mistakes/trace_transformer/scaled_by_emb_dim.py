"""Scores are divided by the root of the embedding's size."""

CELL = "transformer_scores"

raw_scores = q @ k.T
scaled_scores = raw_scores / math.sqrt(32)
