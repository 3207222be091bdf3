"""nn.CrossEntropyLoss at module level, and flatten

The same as the functional form; flatten copies where a slice is not contiguous.
"""

VERDICT = "right"
SOURCE = 'PyTorch tutorial, "Language modeling with nn.Transformer"'

import torch
from torch import nn

criterion = nn.CrossEntropyLoss(reduction="mean")


def next_token_pairs(token_ids):
    x = token_ids[..., : token_ids.shape[-1] - 1].contiguous()
    y = token_ids[..., 1:].contiguous()
    assert x.shape == y.shape
    return x, y


def language_model_loss(logits, targets):
    assert logits.shape[:-1] == targets.shape, (logits.shape, targets.shape)
    return criterion(torch.flatten(logits, 0, -2), torch.flatten(targets))
