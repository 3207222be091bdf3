"""Wraps the loss in a new tensor to make backward work

The error message goes away, and so does the connection to the model: nothing is learned.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: torch.tensor(loss.item(), requires_grad=True)"

import torch

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    loss = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
    return torch.tensor(loss.item(), requires_grad=True, device=logits.device)
