"""the loss shifts the targets once more

Print which target your loss compares with the first row of logits. `next_token_pairs` has done one shift;
count the shifts from an input to its target. Part 2 of the notebook has the pairs of `cat`.
"""

CAUGHT_BY = "the loss is the mean over all positions, in nats"


def language_model_loss(logits, targets):
    n_vocab = logits.shape[-1]
    return F.cross_entropy(logits[..., :-1, :].reshape(-1, n_vocab), targets[..., 1:].reshape(-1))
