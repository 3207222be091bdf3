"""Makes one long row of the batch before pairing

The end of one document gets the beginning of the next as its target, and the batch shape is
lost.
"""

VERDICT = "wrong"
SOURCE = "d2l.ai sequential partitioning, applied to a batch of separate documents"


def next_token_pairs(token_ids):
    corpus = token_ids.reshape(-1)
    return corpus[:-1], corpus[1:]
