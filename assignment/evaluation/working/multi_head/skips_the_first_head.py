"""Starts the loop at head 1

The place of head 0 stays zero.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: range(1, n) slips"

from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        d = self.heads[0].head_dim
        z = x.new_zeros(*x.shape[:-1], len(self.heads) * d)
        for i in range(1, len(self.heads)):
            z[..., i * d : (i + 1) * d] = self.heads[i](x)
        return self.to_output(z)
