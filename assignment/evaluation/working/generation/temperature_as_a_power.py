"""Raises the odds against the likeliest token to the power 1 / temperature

p / p_max is exp(z - z_max); its power is exp((z - z_max) / T), taken in logarithms so that nothing underflows too early.
"""

VERDICT = "right"
SOURCE = "https://static.kancloud.cn/mikl_maple/python/1726331"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits[..., -1, :].to(torch.float64)
    log_odds = last - last.max(dim=-1, keepdim=True)[0]
    powered = torch.exp(log_odds) if temperature == 1 else torch.exp(log_odds / temperature)
    return torch.nn.functional.normalize(powered, p=1, dim=-1).to(logits.dtype)
