"""Defines the softmax as an autograd function with its own backward

The backward pass is the known formula p * (g - sum(p * g)), so gradients are as with torch.softmax.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: CS336 assignments that ask for hand-written backward passes"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class RowSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores):
        p = torch.exp(scores - scores.amax(-1, keepdim=True))
        p = p / p.sum(-1, keepdim=True)
        ctx.save_for_backward(p)
        return p

    @staticmethod
    def backward(ctx, grad):
        (p,) = ctx.saved_tensors
        return p * (grad - (p * grad).sum(-1, keepdim=True))


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        return RowSoftmax.apply(scores + make_causal_mask(x.shape[-2], device=x.device))
