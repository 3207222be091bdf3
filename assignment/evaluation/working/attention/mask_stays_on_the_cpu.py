"""Makes the mask without a device

Works on the CPU; on a GPU the scores and the mask are on two devices and the sum fails.
"""

VERDICT = "wrong"
SOURCE = "mlverse/torch pull request 1473, Adstefnum/adesina-gpt attention.py (mask without a device)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2]), dim=-1)
