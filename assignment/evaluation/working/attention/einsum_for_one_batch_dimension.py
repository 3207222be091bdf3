"""Names the batch dimension in the einsum

"bqd,bkd->bqk" needs exactly three dimensions.
"""

VERDICT = "wrong"
SOURCE = "mni-ml/framework pull request 45 (rank written into the code)"

import math

import torch
from torch import nn

from .causal_mask import make_causal_mask


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = torch.einsum("bqd,bkd->bqk", self.get_query(x), self.get_key(x)) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)

    def forward(self, x):
        return torch.einsum("bqk,bkd->bqd", self.attention_weights(x), self.get_value(x))
