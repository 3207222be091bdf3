"""positions whose target has the id 0 do not count

Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`, and the same for the target 1. There is no
padding in this lab: which argument of yours leaves out an id? Part 2 of the notebook says that every position
is an exercise.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    n_vocab = logits.shape[-1]
    losses = F.cross_entropy(logits.reshape(-1, n_vocab), targets.reshape(-1), ignore_index=0, reduction="none")
    return losses.mean()
