"""the loss is made of probabilities, without their logarithm

Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`, and compare it with `math.log(4)`. What does
`F.nll_loss` expect as its first argument? The docstring of `language_model_loss`, in part 2, says what the loss is
the mean of.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return F.nll_loss(logits.softmax(-1).reshape(-1, logits.shape[-1]), targets.reshape(-1))
