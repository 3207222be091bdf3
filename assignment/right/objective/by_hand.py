"""The loss from log_softmax and gather."""


def next_token_pairs(ids):
    n = ids.size(-1)
    return ids.narrow(-1, 0, n - 1), ids.narrow(-1, 1, n - 1)


def language_model_loss(logits, targets):
    log_p = logits.log_softmax(dim=-1)
    return -log_p.gather(-1, targets.unsqueeze(-1)).mean()
