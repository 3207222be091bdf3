"""Clones both halves, and uses the module nn.CrossEntropyLoss

Copies hold the same numbers as views, and the module computes what the function does.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Hugging Face's shift_logits and shift_labels with .contiguous()"

import torch
from torch import Tensor, nn


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[..., :-1].clone().contiguous()
    targets = token_ids[..., 1:].clone().contiguous()
    assert inputs.shape == targets.shape
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    criterion = nn.CrossEntropyLoss()
    return criterion(logits.reshape(-1, logits.size(-1)), targets.reshape(-1))
