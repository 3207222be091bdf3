"""Leading dimensions are folded into one batch and unfolded at the end

Documents stay apart, since only the leading dimensions are folded; reshape copes with slices.
"""

VERDICT = "right"
SOURCE = (
    "https://1cademy.com/node/multi-head-attention-implementation/yfh0UyOchb9RgxLrRY0C (d2l folds heads into the batch)"
)


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        L, E = x.shape[-2:]
        flat = x.reshape(-1, L, E)
        out = torch.cat([head(flat) for head in self.heads], dim=2)
        return self.to_output(out).reshape(x.shape)
