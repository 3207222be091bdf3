"""The heads are averaged, and the mean is repeated to full width

What each head found is lost in the mean.
"""

VERDICT = "wrong"
SOURCE = "https://www.onenoughtone.com/learn/multi-head-attention/2 (alternatives to concatenation)"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        mean = torch.stack([head(x) for head in self.heads]).mean(dim=0)
        wide = torch.cat([mean] * len(self.heads), dim=-1)
        return self.to_output(wide)
