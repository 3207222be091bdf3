"""Norms and sums in float64, and casts back to the dtype of x

The sublayers get what they expect, and more exact sums come back in the dtype of x: equal within rounding.
"""

VERDICT = "right"
SOURCE = "PyTorch forum, accumulating residuals in higher precision"

import torch.nn.functional as F


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        wide = x.double()
        wide = wide + self.self_attention(self._normed(wide, self.norm_1).to(x.dtype)).double()
        wide = wide + self.mlp(self._normed(wide, self.norm_2).to(x.dtype)).double()
        return wide.to(x.dtype)

    def _normed(self, wide, norm):
        return F.layer_norm(wide, norm.normalized_shape, norm.weight.double(), norm.bias.double(), norm.eps)
