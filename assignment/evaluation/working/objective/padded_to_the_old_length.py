"""Pads the targets with a zero so that the length stays L

The last token is an input whose target is the character NUL.
"""

VERDICT = "wrong"
SOURCE = "shifted label padded with an ignore token, Hacker News on the HF Trainer"

import torch.nn.functional as F
from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    targets = F.pad(token_ids[..., 1:], (0, 1), value=0)
    return token_ids, targets
