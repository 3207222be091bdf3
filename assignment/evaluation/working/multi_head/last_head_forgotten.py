"""The last head stays zero

The loop ends one head too early over a tensor of zeros, so nobody notices by the shape.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: off by one in range(n - 1)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        n = len(self.heads)
        d = self.heads[0].head_dim
        together = torch.zeros(*x.shape[:-1], n * d, dtype=x.dtype, device=x.device)
        for i in range(max(1, n - 1)):
            together[..., i * d : (i + 1) * d] = self.heads[i](x)
        return self.to_output(together)
