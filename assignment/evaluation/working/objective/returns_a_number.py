"""Returns loss.item(), and measures with label smoothing

Two slips: a float has no backward, and smoothing mixes the cost of all other tokens into the
mean.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, \"'float' object has no attribute 'backward'\"; The Annotated Transformer"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    loss = F.cross_entropy(logits.flatten(0, -2), targets.flatten(), label_smoothing=0.1)
    return loss.item()
