"""the loss looks at the last position alone

Change the first row of some logits, and see whether `language_model_loss(logits, targets)` moves. How many
exercises does a text of five tokens hold? Part 2 of the notebook says it: every position is one.
"""

CAUGHT_BY = "the loss is the mean over all positions, in nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits[..., -1, :], targets[..., -1])
