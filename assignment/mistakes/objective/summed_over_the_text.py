"""the losses of a text are added up, and only texts are averaged

Compare `language_model_loss(torch.zeros(1, 2, 4), torch.zeros(1, 2, dtype=torch.int64))` with the same for
texts of 20 tokens. A longer text is not a harder one. Over what does the docstring take the mean, and what
does part 2 of the notebook call an exercise of its own?
"""

CAUGHT_BY = "the loss is the mean over all positions, in nats"


def language_model_loss(logits, targets):
    log_p = logits.log_softmax(dim=-1).gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -log_p.sum(dim=-1).mean()
