"""Makes a mask of emb_dim by emb_dim

Works only if the text happens to have as many tokens as the embedding has numbers.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Shape confusion between L and the embedding size in beginners' questions"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        mask = make_causal_mask(x.shape[-1], device=x.device)
        return torch.softmax(scores + mask, dim=-1)
