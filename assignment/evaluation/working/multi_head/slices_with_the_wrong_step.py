"""Steps through the prepared tensor by the number of heads

Right only if there are as many heads as features per head; otherwise heads overwrite each other and a rest
stays zero.
"""

VERDICT = "wrong"
SOURCE = "From memory, not looked up: Index arithmetic slips with i * n_heads"

from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n, d = len(self.heads), self.heads[0].head_dim
        together = x.new_zeros(*x.shape[:-1], max(n * d, n * n + d))
        for i, head in enumerate(self.heads):
            start = i * n
            together[..., start : start + d] = head(x)
        return self.to_output(together[..., : n * d])
