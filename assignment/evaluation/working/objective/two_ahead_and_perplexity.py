"""Two tokens ahead, and the perplexity for the loss

Two mistakes: a double shift, and exp at the end.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/pull/46898"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    shifted = token_ids[..., 1:]
    return token_ids[..., :-1][..., :-1], shifted[..., 1:]


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_p = F.log_softmax(logits, dim=-1)
    return torch.exp(-log_p.gather(-1, targets.unsqueeze(-1)).mean())
