"""Norms are computed in float64 and cast back

Higher precision in between changes the value by rounding only, and the cast is differentiable.
"""

VERDICT = "right"
SOURCE = "PyTorch forum habit: do the statistics of a norm in higher precision"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def _precise(self, norm, x):
        y = F.layer_norm(x.double(), norm.normalized_shape, norm.weight.double(), norm.bias.double(), norm.eps)
        return y.to(x.dtype)

    def forward(self, x):
        x = x + self.self_attention(self._precise(self.norm_1, x))
        x = x + self.mlp(self._precise(self.norm_2, x))
        return x
