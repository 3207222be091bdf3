"""Normalises the caller's logits in place, through data

The value is right, but the logits change under the caller's hands and the gradient is that of the target
alone.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: in-place log_softmax by hand"

import torch

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    logits.data.sub_(torch.logsumexp(logits.data, dim=-1, keepdim=True))
    return -logits.gather(-1, targets.unsqueeze(-1)).mean()
