"""Writes each head into its slice of a prepared tensor

new_zeros takes dtype and device from x, the slices follow the order of the heads, and autograd tracks the
writes.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: MATLAB-minded students who allocate first"

from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        width = self.heads[0].head_dim
        together = x.new_zeros(*x.shape[:-1], width * len(self.heads))
        for i, head in enumerate(self.heads):
            together[..., i * width : (i + 1) * width] = head(x)
        return self.to_output(together)
