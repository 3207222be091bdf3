"""Does not call the heads, but mixes their values with their weights itself

Weights and values of each head are what its forward would have used.
"""

VERDICT = "right"
SOURCE = "https://github.com/jadore801120/attention-is-all-you-need-pytorch/issues/120"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        patterns = torch.stack([h.attention_weights(x) for h in self.heads], dim=-3)  # (..., H, L, L)
        values = torch.stack([h.get_value(x) for h in self.heads], dim=-3)  # (..., H, L, d)
        mixed = patterns @ values
        return self.to_output(mixed.transpose(-3, -2).flatten(-2))
