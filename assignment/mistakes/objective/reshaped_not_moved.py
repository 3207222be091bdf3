"""the logits are reshaped into the wrong order, so that positions and tokens get mixed

Compare `t.reshape(3, 2)` with `t.T` for `t = torch.arange(6).reshape(2, 3)`: the same shape, other numbers.
Which of them keeps the scores of one position together? Part 2 of the notebook says what belongs to a
position.
"""

CAUGHT_BY = "the loss is the mean over all positions, in nats"


def language_model_loss(logits, targets):
    n_vocab = logits.shape[-1]
    return F.cross_entropy(logits.reshape(n_vocab, -1).T, targets.reshape(-1))
