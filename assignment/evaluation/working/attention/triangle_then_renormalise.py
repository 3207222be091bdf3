"""Masks after the softmax and divides by the row sum

The same in exact arithmetic; when a later token has by far the largest score, the visible weights underflow
and 0 / 0 is NaN.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Build a Large Language Model From Scratch, chapter 3 (softmax, tril, divide by the row sum)"
DEBATABLE = "The same mathematics; it breaks only for score gaps of about 100 and more."

import math

import torch
from torch import nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        full = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim), dim=-1)
        masked_simple = full * torch.tril(torch.ones_like(full))
        return masked_simple / masked_simple.sum(dim=-1, keepdim=True)
