"""the logarithm is taken of a softmax that may be zero

Print `torch.tensor([0.0, 1000.0]).softmax(-1).log()` and `torch.tensor([0.0, 1000.0]).log_softmax(-1)`. Which
of the two can a loss be made of? The docstring says how large logits may be; part 2 of the notebook
introduces them.
"""

CAUGHT_BY = "large logits cost what they should"


def language_model_loss(logits, targets):
    return -logits.softmax(dim=-1).log().gather(-1, targets.unsqueeze(-1)).mean()
