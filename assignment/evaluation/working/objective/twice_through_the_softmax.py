"""Puts the logits through a softmax before cross_entropy

Training runs and the loss falls a little, but stays far above the floor.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/bowang-lab/Transformer-GCN-QA/pull/32"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_vocab = logits.shape[-1]
    p = F.softmax(logits.reshape(-1, n_vocab), dim=1)
    return F.cross_entropy(p, targets.reshape(-1))
