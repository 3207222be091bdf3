"""Leaves the dimension of nn.Softmax to PyTorch

Without dim PyTorch picks 1 for two or four dimensions and 0 for three: right for a document, over the batch
for a batch.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: The \"Implicit dimension choice for softmax\" warning asked about on the PyTorch forum"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], x.device)
        return nn.Softmax()(scores)
