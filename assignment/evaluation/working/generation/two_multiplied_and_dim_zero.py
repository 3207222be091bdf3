"""Multiplies by the temperature, with softmax over dimension 0

Two mistakes: the temperature the wrong way round, and batches normalised over documents.
"""

VERDICT = "wrong"
SOURCE = "common slips combined"

from torch import Tensor, nn


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    take_last = logits.narrow(-2, logits.shape[-2] - 1, 1).squeeze(-2)
    return nn.Softmax(dim=0)(take_last * temperature)
