"""cross_entropy gets probabilities, and takes their softmax again
"""

VERDICT = "wrong"
SOURCE = "https://github.com/SonyCSLParis/pesto-full/issues/4 and many forum threads"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    probabilities = logits.softmax(-1)
    return F.cross_entropy(probabilities.flatten(0, -2), targets.flatten())
