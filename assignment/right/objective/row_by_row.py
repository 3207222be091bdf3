"""A loop over all positions of all documents."""


def language_model_loss(logits, targets):
    rows, total = logits.reshape(-1, logits.shape[-1]), 0
    for row, target in zip(rows, targets.flatten()):
        total = total - row.log_softmax(-1)[target]
    return total / len(rows)
