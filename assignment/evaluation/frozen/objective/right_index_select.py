"""the pairs are picked by lists of places
"""

VERDICT = "right"
SOURCE = "own idea"

import torch


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    places = torch.arange(token_ids.shape[-1], device=token_ids.device)
    return token_ids.index_select(-1, places[:-1]), token_ids.index_select(-1, places[:-1] + 1)
