"""Loss from log-softmax and gather

The log-probability of each target is picked along the last dimension; minus their mean is the cross-entropy.
"""

VERDICT = "right"
SOURCE = "minGPT discussions: nll from log_softmax and gather"
MODULE = "objective"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_probabilities = F.log_softmax(logits, dim=-1)
    picked = log_probabilities.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -picked.mean()
