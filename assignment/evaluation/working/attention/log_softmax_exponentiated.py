"""Takes log_softmax and the exponential of it

exp(log_softmax(s)) is softmax(s), masked entries give exp(-1e9), which is 0.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Threads on log-space attention in the PyTorch forum"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def log_weights(self, x):
        s = torch.einsum("...id,...jd->...ij", self.get_query(x), self.get_key(x))
        s = s.div(math.sqrt(self.head_dim)) + make_causal_mask(s.shape[-1], s.device)
        return F.log_softmax(s, dim=-1)

    def attention_weights(self, x):
        return self.log_weights(x).exp()

    def forward(self, x):
        return torch.einsum("...ij,...jd->...id", self.attention_weights(x), self.get_value(x))
