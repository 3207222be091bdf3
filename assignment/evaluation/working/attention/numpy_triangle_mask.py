"""Builds the boolean mask with numpy and moves it to the device of x

Only the mask, which has no gradient, comes from numpy; it is put on the device of the scores before it is
used.
"""

VERDICT = "right"
SOURCE = "np.triu masks as in harvard-edge/cs249r_book pull request 1785"

import numpy as np
import torch
from torch import nn


def subsequent_mask(size):
    ahead = np.triu(np.ones((size, size), dtype=bool), k=1)
    return torch.from_numpy(ahead)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        d_k = self.get_query.out_features
        scores = torch.matmul(self.get_query(x), self.get_key(x).transpose(-2, -1)) / np.sqrt(d_k).item()
        hidden = subsequent_mask(scores.size(-1)).to(scores.device)
        scores = scores.masked_fill(hidden, -1e9)
        return scores.softmax(dim=-1)

    def forward(self, x):
        return torch.matmul(self.attention_weights(x), self.get_value(x))
