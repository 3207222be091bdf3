"""The mask of nn.Transformer, its infinities replaced

nn.Transformer has a static method for this matrix with minus infinity; nan_to_num puts VERY_SMALL_NUMBER
there.
"""

VERDICT = "right"
SOURCE = "https://runebook.dev/en/docs/pytorch/generated/torch.nn.transformer/torch.nn.Transformer.generate_square_subsequent_mask"

import torch
from torch import Tensor, nn


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    place = torch.device("cpu") if device is None else torch.device(device)
    infinite = nn.Transformer.generate_square_subsequent_mask(sequence_len, device=place, dtype=torch.float32)
    return torch.nan_to_num(infinite, nan=0.0, neginf=VERY_SMALL_NUMBER)
