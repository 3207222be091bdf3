"""Reweights log-probabilities as Keras' sample function does

Log-probabilities are the logits less a constant, so dividing them by the temperature and normalising again gives the same.
"""

VERDICT = "right"
SOURCE = "https://static.kancloud.cn/mikl_maple/python/1726331"

import torch
from torch import Tensor


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    log_p = torch.log_softmax(logits[..., -1, :].double(), dim=-1)
    reweighted = log_p / temperature
    reweighted = reweighted - torch.logsumexp(reweighted, dim=-1, keepdim=True)
    return reweighted.exp().to(logits.dtype)
