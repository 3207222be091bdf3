"""Divides by head_dim ** -0.5, which is already one over the root

The scores are multiplied by the root of head_dim instead of divided by it: the softmax is far too sharp.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/esceptico/perceiver-io/issues/9"

import torch
from torch import Tensor, nn


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scale = self.head_dim**-0.5
        scores = torch.matmul(self.get_query(x), self.get_key(x).mT) / scale
        return (scores + make_causal_mask(x.size(-2), x.device)).softmax(-1)
