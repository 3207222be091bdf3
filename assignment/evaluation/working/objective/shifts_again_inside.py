"""Shifts logits and targets once more inside the loss

The targets have been shifted by next_token_pairs; with a second shift position t is to guess token t + 2.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/47395"

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    shift_logits = logits[..., :-1, :].contiguous()
    shift_labels = targets[..., 1:].contiguous()
    return F.cross_entropy(shift_logits.view(-1, shift_logits.size(-1)), shift_labels.view(-1))
