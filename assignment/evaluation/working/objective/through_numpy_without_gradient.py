"""Computes the loss in numpy, with the right value and no gradient

detach leaves the graph, so backward fails although the number is right.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: detach().numpy() advice for \"Can't call numpy() on Tensor that requires grad\""

import numpy as np
import torch
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    z = logits.detach().cpu().double().numpy().reshape(-1, logits.shape[-1])
    t = targets.cpu().numpy().reshape(-1)
    z = z - z.max(axis=1, keepdims=True)
    losses = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(t)), t]
    return torch.tensor(losses.mean(), dtype=logits.dtype, device=logits.device)
