"""Old style with size, permute and in-place steps on fresh tensors

The in-place operations touch only tensors made here, never x or a saved result, so autograd is content.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Old PyTorch style (size, permute, matmul) of 2018 tutorials"

import math

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        dims = x.dim()
        order = list(range(dims - 2)) + [dims - 1, dims - 2]
        key = self.get_key(x).permute(*order)
        att = torch.matmul(self.get_query(x), key)
        att.mul_(1.0 / math.sqrt(self.head_dim))
        att.add_(make_causal_mask(x.size(-2), x.device))
        return F.softmax(att, -1)

    def forward(self, x):
        v = self.get_value(x)
        out = torch.matmul(self.attention_weights(x), v)
        return out.contiguous()
