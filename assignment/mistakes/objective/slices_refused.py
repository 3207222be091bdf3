"""the loss refuses logits or targets that are slices of a larger tensor

Call `language_model_loss(logits, targets)` with both parts of `next_token_pairs` for a batch of two documents. The
error names the function that wants numbers in one piece: which one changes the shape of any tensor? The docstring
of `language_model_loss`, in part 2, says where such slices come from.
"""

CAUGHT_BY = "training can use the loss"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.view(-1, logits.shape[-1]), targets.view(-1))
