"""Reshapes (..., H, L, d) to (..., L, H * d) without moving the heads first

Pieces of different tokens end up in one token, and later tokens leak into earlier ones.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jsbaan/transformer-from-scratch/pull/6"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        values = torch.stack([head(x) for head in self.heads], dim=-3)  # (..., H, L, d)
        values = values.reshape(*x.shape[:-1], self.to_output.in_features)
        return self.to_output(values)
