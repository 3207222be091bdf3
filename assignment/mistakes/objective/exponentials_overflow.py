"""the exponentials of large logits overflow

Print `torch.tensor(100.0).exp()`, and the loss of some logits before and after you add 100 to all of them. It
should not move. What may be subtracted from logits without a change of their softmax? Part 2 of the notebook
says what logits are.
"""

CAUGHT_BY = "large logits cost what they should"


def language_model_loss(logits, targets):
    own = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (logits.exp().sum(dim=-1).log() - own).mean()
