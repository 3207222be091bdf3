"""A softmax by hand that does not take off the largest score

exp() of a score above 88 is infinite in float32, and infinity over infinity is NaN.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/pytorch/executorch/pull/18407"

import math

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        powers = torch.exp(scores + make_causal_mask(x.shape[-2], device=x.device))
        return powers / powers.sum(dim=-1, keepdim=True)
