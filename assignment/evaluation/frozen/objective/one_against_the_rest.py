"""each token of the vocabulary is a yes-or-no question of its own
"""

VERDICT = "wrong"
SOURCE = "multi-label classification tutorials: BCE with logits on one-hot targets; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    one_hot = F.one_hot(targets, num_classes=logits.shape[-1]).to(logits)
    return F.binary_cross_entropy_with_logits(logits, one_hot)
