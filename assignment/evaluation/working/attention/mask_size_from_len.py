"""Takes the length from len(x)

For a batch that is the number of documents.
"""

VERDICT = "wrong"
SOURCE = "huggingface/candle pull request 3586 (mask tied to the batch)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        mask = make_causal_mask(len(x), device=x.device)
        return torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(self.head_dim) + mask, dim=-1)
