"""Returns log_softmax

The weights are logarithms, negative and not summing to 1.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Mix-ups of log_softmax and softmax on the PyTorch forum"

import math

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return F.log_softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
