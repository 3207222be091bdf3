"""the loss is a plain number, and no tensor

Print `type(language_model_loss(torch.zeros(1, 4), torch.tensor([0])))`. Can `.backward()` be called on it? The
docstring of `language_model_loss`, in part 2, says that training does just that: which of your calls ends the
chain?
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1)).item()
