"""Each head goes through its own block of the output matrix, but the results are averaged

A block product is a sum; the mean is n_heads times too small.
"""

VERDICT = "wrong"
SOURCE = "https://paiml.github.io/microgpt/architecture/attention.html"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        parts = []
        start = 0
        for head in self.heads:
            y = head(x)
            block = self.to_output.weight[:, start : start + y.shape[-1]]
            parts.append(y @ block.t())
            start += y.shape[-1]
        return torch.stack(parts).mean(dim=0)
