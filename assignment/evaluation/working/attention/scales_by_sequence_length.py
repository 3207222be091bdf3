"""Divides by the square root of the number of tokens

The last dimension of the scores is L, not head_dim, so the sharpness depends on the length of the text.
"""

VERDICT = "wrong"
SOURCE = "cneuralnetwork/solving-ml-papers issue 1 (wrong dimension for the scale)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1)
        d_k = scores.shape[-1]
        scores = scores / math.sqrt(d_k)
        return torch.softmax(scores + make_causal_mask(d_k, device=x.device), dim=-1)
