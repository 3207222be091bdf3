"""a reshape puts the vocabulary first, and the numbers of different positions get mixed
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: view is used where permute is needed; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    batch_shape, v = logits.shape[:-1], logits.shape[-1]
    scores = logits.reshape(1, v, batch_shape.numel())
    return F.cross_entropy(scores, targets.reshape(1, -1))
