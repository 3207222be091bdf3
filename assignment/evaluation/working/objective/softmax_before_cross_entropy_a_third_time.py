"""Makes probabilities first, and gives these to cross_entropy

cross_entropy has a softmax of its own. Twice, the loss cannot get near zero, and gradients are tiny.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/ariecattan/SciCo/issues/2"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    probabilities = logits.softmax(dim=-1)
    return F.cross_entropy(probabilities.reshape(-1, logits.size(-1)), targets.reshape(-1))
