"""Makes any input a batch of two dimensions, and the result the old shape again

The rows of the flattened tensor are the documents, so the slices never cross from one into another.
"""

VERDICT = "right"
SOURCE = "own variation: reshape to a batch and back"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    *batch, length = token_ids.shape
    rows = token_ids.reshape(-1, length)
    inputs = rows[:, : length - 1].reshape(*batch, length - 1)
    targets = rows[:, 1:length].reshape(*batch, length - 1)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    length, n_vocab = logits.shape[-2:]
    logits = logits.reshape(-1, length, n_vocab)
    targets = targets.reshape(-1, length)
    return F.cross_entropy(logits.transpose(1, 2), targets)
