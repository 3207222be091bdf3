"""Transposed scores, divided by the root of the number of tokens

Two mistakes: rows should be queries, and the size of a query counts, not the length of the text.
"""

VERDICT = "wrong"
SOURCE = "forum questions: sqrt of which dimension; column vectors"
CELL = "transformer_scores"

raw_scores = k @ q.transpose(0, 1)
scaled_scores = raw_scores / math.sqrt(raw_scores.size(-1))
print(f"spread before scaling {raw_scores.std():.2f}, after {scaled_scores.std():.2f}")
