"""Writes the heads' outputs into a buffer, through data

The numbers are right; writing through .data leaves no trace for the gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: writing into a zero buffer with .data"

class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        size = self.heads[0].head_dim
        together = x.new_zeros(*x.shape[:-1], size * len(self.heads))
        for number, head in enumerate(self.heads):
            together[..., number * size : (number + 1) * size] = head(x).data
        return self.to_output(together)
