"""Makes the mask once, for the lab's context of 32

Longer texts do not fit: the head has no longest length of its own.
"""

VERDICT = "wrong"
SOURCE = "rasbt/LLMs-from-scratch issue 60, karpathy/nanoGPT issue 595 (buffers of block_size)"
DEBATABLE = "The lab's own models never give a head more than 32 tokens; the signature says any L."

import torch
import torch.nn.functional as F
from torch import nn

CONTEXT_LEN = 32


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.register_buffer("tril", torch.tril(torch.ones(CONTEXT_LEN, CONTEXT_LEN)), persistent=False)

    def attention_weights(self, x):
        T = x.shape[-2]
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        wei = wei.masked_fill(self.tril[:T, :T] == 0, float("-inf"))
        return F.softmax(wei, dim=-1)
