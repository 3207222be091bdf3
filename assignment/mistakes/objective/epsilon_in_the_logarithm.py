"""probabilities are kept away from 0 before the logarithm, so that no loss is large

Print `language_model_loss(torch.tensor([[1000.0, 0.0]]), torch.tensor([1]))`, for a model that is sure and wrong.
How large should its loss be? The number that keeps your logarithm finite also changes it: the docstring of
`language_model_loss`, in part 2, has the formula, and `log_softmax` needs no such number.
"""

CAUGHT_BY = "large logits cost what they should"


def language_model_loss(logits, targets):
    probabilities = logits.softmax(dim=-1).gather(-1, targets.unsqueeze(-1))
    return -(probabilities + 1e-9).log().mean()
