"""the loop adds Python floats, so nothing is left to send gradients through
"""

VERDICT = "wrong"
SOURCE = "PyTorch FAQ: .item() for logging, used in the loss itself; from memory"

import torch


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    rows = logits.reshape(-1, logits.shape[-1])
    total = 0.0
    for row, target in zip(rows, targets.flatten()):
        total += -F.log_softmax(row, dim=0)[target].item()
    return torch.tensor(total / len(rows), dtype=logits.dtype, device=logits.device, requires_grad=True)
