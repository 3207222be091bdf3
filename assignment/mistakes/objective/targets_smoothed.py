"""a part of each target's probability is spread over all other tokens

Print `language_model_loss(torch.tensor([[50.0, 0.0]]), torch.tensor([0]))`: a model as sure as that, and
right, should have a loss of zero. Which argument of yours blurs the targets? Compare with the formula in the
docstring and part 2 of the notebook.
"""

CAUGHT_BY = "the loss is the mean over all positions, in nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), label_smoothing=0.1)
