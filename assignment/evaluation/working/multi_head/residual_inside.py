"""Adds x to the output

The residual belongs to the layer around it, which would then add x twice.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jadore801120/attention-is-all-you-need-pytorch (residual inside MultiHeadAttention)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        residual = x
        out = self.to_output(torch.cat([head(x) for head in self.heads], dim=-1))
        return out + residual
