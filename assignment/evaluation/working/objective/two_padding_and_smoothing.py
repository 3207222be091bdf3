"""Pads the targets to the old length, and smooths the labels

Two mistakes: a made-up target of 0 at the end, and weight on other tokens.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: padded labels and the Annotated Transformer's smoothing"

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    end = torch.zeros_like(token_ids[..., :1])
    return token_ids, torch.cat([token_ids[..., 1:], end], dim=-1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    criterion = nn.CrossEntropyLoss(label_smoothing=0.05)
    return criterion(logits.flatten(0, -2), targets.flatten())
