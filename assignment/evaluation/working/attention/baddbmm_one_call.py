"""Mask, product and scale in a single baddbmm

baddbmm computes mask + alpha * (q @ k^T); leading dimensions are folded first and restored after.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: PyTorch documentation of torch.baddbmm"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        n, d = q.shape[-2:]
        mask = make_causal_mask(n, device=x.device).to(q.dtype)
        scores = torch.baddbmm(
            mask, q.reshape(-1, n, d), k.reshape(-1, n, d).transpose(1, 2), alpha=1.0 / math.sqrt(d)
        )
        return scores.softmax(-1).view(x.shape[:-1] + (n,))
