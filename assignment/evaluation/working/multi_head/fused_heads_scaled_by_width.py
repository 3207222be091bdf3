"""Rewrites all heads in one product and scales by the full width

The scale has to use the size of one head, not of all heads together.
"""

VERDICT = "wrong"
SOURCE = "omihub777/ViT-CIFAR pull request 11 (sqrt of all features instead of one head's)"

import torch
import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n = len(self.heads)

        def project(layer):
            weight = torch.cat([getattr(head, layer).weight for head in self.heads])
            return F.linear(x, weight)

        q, k, v = project("get_query"), project("get_key"), project("get_value")
        scale = q.shape[-1] ** -0.5
        q, k, v = (t.unflatten(-1, (n, -1)).transpose(-3, -2) for t in (q, k, v))
        scores = q @ k.transpose(-2, -1) * scale + make_causal_mask(x.shape[-2], device=x.device)
        z = (scores.softmax(dim=-1) @ v).transpose(-3, -2).flatten(-2)
        return self.to_output(z)
