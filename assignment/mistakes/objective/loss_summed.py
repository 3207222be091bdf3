"""the losses are added up, and not averaged

Compare `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` with the loss of three such rows. If a text is
longer but no harder, should the number grow? Read the first line of the docstring of `language_model_loss`, in part
2, once more.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1), reduction="sum")
