"""Gives bits per character

The specification asks for nats; this is 1.44 times as much.
"""

VERDICT = "wrong"
SOURCE = "https://www.systemdesignpath.com/topics/bits-nats-perplexity-bpb"

import math

import torch.nn.functional as F
from torch import Tensor


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    nats = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1))
    return nats / math.log(2)
