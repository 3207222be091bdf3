"""squeeze removes batch dimensions of size one

A batch of one document comes back without its batch dimension.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: stray squeeze(); PyTorch forum"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    inputs = token_ids[..., :-1].squeeze()
    targets = token_ids[..., 1:].squeeze()
    return inputs, targets
