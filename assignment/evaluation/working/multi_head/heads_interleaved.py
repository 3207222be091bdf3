"""The features of the heads are interleaved instead of standing head by head

Stacked in the last dimension and flattened: first feature of each head, then the second of each,
and so on.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/hyunwoongko/transformer/issues/15"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        by_feature = torch.stack([head(x) for head in self.heads], dim=-1)  # (..., L, d, H)
        return self.to_output(by_feature.flatten(-2))
