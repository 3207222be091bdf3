"""Computes the mean in numpy

The number is right, but numpy knows no gradients.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: students' detours over numpy and back"

import numpy as np
import torch

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    scores = logits.detach().cpu().double().numpy().reshape(-1, logits.shape[-1])
    wanted = targets.cpu().numpy().reshape(-1)
    scores = scores - scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return torch.tensor(-log_p[np.arange(len(wanted)), wanted].mean(), dtype=logits.dtype, device=logits.device)
