"""Drops a fifth of the weights in training

Taken over from a larger model: in train mode rows no longer sum to 1 and two calls differ.
"""

VERDICT = "wrong"
SOURCE = "Copies of the Head of let us build GPT (dropout on wei), as in vikrantmehta123/makemore"

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.dropout = nn.Dropout(0.2)

    def attention_weights(self, x):
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        wei = F.softmax(wei + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return self.dropout(wei)
