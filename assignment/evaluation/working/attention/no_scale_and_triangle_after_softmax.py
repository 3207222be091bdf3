"""Forgets the scale and masks after the softmax

Two mistakes: too sharp weights, and rows that do not sum to 1.
"""

VERDICT = "wrong"
SOURCE = "huggingface/pytorch-image-models pull request 2236 together with delzac/cntkx issue 10"

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        weights = torch.softmax(q @ k.transpose(-2, -1), dim=-1)
        keep = make_causal_mask(x.shape[-2], device=x.device) == 0
        return weights * keep
