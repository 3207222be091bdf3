"""The layer norm written out, with the parameters of the modules

Mean and variance over the last dimension, the variance divided by n, eps under the root: what nn.LayerNorm
does.
"""

VERDICT = "right"
SOURCE = "labml.ai annotated implementation of layer norm (from memory, not looked up)"

import torch
from torch import Tensor, nn


def normed(x: Tensor, norm: nn.LayerNorm) -> Tensor:
    centred = x - x.mean(dim=-1, keepdim=True)
    variance = centred.pow(2).mean(dim=-1, keepdim=True)
    return centred * torch.rsqrt(variance + norm.eps) * norm.weight + norm.bias


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        after_attention = torch.add(x, self.self_attention(normed(x, self.norm_1)))
        after_mlp = torch.add(after_attention, self.mlp(normed(after_attention, self.norm_2)))
        return after_mlp
