"""Hides the token itself as well as the future

The diagonal is masked too; with a large finite number the first row even becomes uniform over everything.
"""

VERDICT = "wrong"
SOURCE = "pbloem/former issue 10"

import math

import torch
import torch.nn.functional as F
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        dot = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        t = x.shape[-2]
        indices = torch.triu_indices(t, t, offset=0, device=x.device)
        dot[..., indices[0], indices[1]] = -1e9
        return F.softmax(dot, dim=-1)
