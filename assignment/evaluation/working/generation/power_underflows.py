"""Powers of probabilities in float32, which underflow at low temperatures

The formula is right, but at temperature 0.01 the powers of small probabilities are all 0, and 0 / 0 is nan.
"""

VERDICT = "wrong"
SOURCE = "p ** (1 / T), https://skipperkongen.dk/2018/07/12/how-to-sample-from-softmax-with-temperature"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    p = torch.softmax(logits[..., -1, :], dim=-1)
    p = p.pow(1.0 / temperature)
    return p / p.sum(dim=-1, keepdim=True)
