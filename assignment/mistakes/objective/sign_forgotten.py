"""the loss is below zero, so that training makes it worse

Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`. A probability lies between 0 and 1: which sign
does its logarithm have, and which one does a loss need? The docstring of `language_model_loss`, in part 2, has the
formula.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return logits.log_softmax(dim=-1).gather(-1, targets.unsqueeze(-1)).mean()
