"""the loss works for a batch of documents, and not for one document

Call your loss with logits of shape (3, 4) and of shape (2, 3, 4). What do the dimensions 1 and 2 mean in each?
Write the shape behind each line, as the docstrings of part 2 do, and count dimensions from the end.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.transpose(1, 2), targets)
