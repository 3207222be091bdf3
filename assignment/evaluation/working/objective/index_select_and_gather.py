"""index_select for the pairs, log_softmax and gather for the loss

gather picks the log-probability of each target, whatever the leading dimensions; the mean is over all positions.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: gather idiom of policy gradient and GRPO code"

import torch
import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    where = torch.arange(token_ids.shape[-1] - 1, device=token_ids.device)
    return token_ids.index_select(-1, where), token_ids.index_select(-1, where + 1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    log_probabilities = F.log_softmax(logits, dim=-1)
    of_targets = log_probabilities.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return -of_targets.mean()
