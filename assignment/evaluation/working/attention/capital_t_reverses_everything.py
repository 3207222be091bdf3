"""Uses .T, which reverses all dimensions of a batch

For a matrix .T is the transpose; for a batch it also turns the batch dimension round.
"""

VERDICT = "wrong"
SOURCE = "pytorch/pytorch pull request 64180 (deprecates .T beyond two dimensions)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = q @ k.T / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
