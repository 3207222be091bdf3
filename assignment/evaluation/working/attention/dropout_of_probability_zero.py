"""Has a dropout layer on the weights whose probability is zero

A dropout of zero passes everything through, in training and in evaluation.
"""

VERDICT = "right"
SOURCE = "Copies of the Head of let us build GPT, as in vikrantmehta123/makemore"

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, dropout: float = 0.0):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.dropout = nn.Dropout(dropout)

    def attention_weights(self, x):
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        wei = wei + make_causal_mask(x.shape[-2], x.device)
        return self.dropout(F.softmax(wei, dim=-1))

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
