"""Clamps the logits to 50 in size for stability

Large logits are cut off, so the loss is too small and no gradient passes; for mild ones nothing
is seen.
"""

VERDICT = "wrong"
SOURCE = "training-stability recipes in forum threads (clamp logits before softmax)"

import torch


def language_model_loss(logits, targets):
    tame = torch.clamp(logits, min=-50.0, max=50.0)
    z = torch.exp(tame)
    log_probs = tame - torch.log(z.sum(-1, keepdim=True))
    return -torch.gather(log_probs, -1, targets.unsqueeze(-1)).mean()
