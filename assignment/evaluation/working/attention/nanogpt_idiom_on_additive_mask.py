"""Uses masked_fill(mask == 0) on a mask whose zeros mean allowed

The idiom is for a triangle of ones; with the lab's mask it hides the past, and the last row is all minus
infinity.
"""

VERDICT = "wrong"
SOURCE = "harvard-edge/cs249r_book pull request 1785 (additive and binary masks mixed up), karpathy/nanoGPT issue 170"

import torch.nn.functional as F
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        mask = make_causal_mask(x.shape[-2], device=x.device)
        wei = self.get_query(x) @ self.get_key(x).transpose(-2, -1) * self.head_dim**-0.5
        wei = wei.masked_fill(mask == 0, float("-inf"))
        return F.softmax(wei, dim=-1)
