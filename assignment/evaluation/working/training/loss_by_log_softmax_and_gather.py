"""Loss from log_softmax and gather, in float64

The value is the mean of the negative log-probabilities of the targets, and the gradient flows through the
cast.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stack Overflow: cross entropy by log_softmax and gather"
MODULE = "objective"

import torch

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_probabilities = torch.log_softmax(logits.double(), dim=-1)
    chosen = log_probabilities.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -chosen.mean().to(logits.dtype)
