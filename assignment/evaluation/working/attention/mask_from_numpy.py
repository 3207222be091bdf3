"""The triangle comes from numpy, the rest from torch

Only the constant mask is numpy, so that gradients flow; it is put on the device and in the dtype of
x.
"""

VERDICT = "right"
SOURCE = "https://www.github.com/Kelym/FAST/blob/master/attn.py (masked_fill with -np.inf)"

import numpy as np


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        L = x.shape[-2]
        hidden = torch.from_numpy(np.triu(np.ones((L, L), dtype=bool), k=1)).to(x.device)
        q, k = self.get_query(x), self.get_key(x)
        attn = torch.matmul(q, k.transpose(-1, -2)) / np.sqrt(self.head_dim).item()
        attn = attn.masked_fill(hidden, -np.inf)
        return attn.softmax(dim=-1)

    def forward(self, x):
        return torch.matmul(self.attention_weights(x), self.get_value(x))
