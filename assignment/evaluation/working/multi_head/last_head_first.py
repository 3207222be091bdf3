"""The heads are joined in reversed order

Each new head is put in front, so every head meets the columns of another one.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/jadore801120/attention-is-all-you-need-pytorch/issues/120"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = self.heads[0](x)
        for head in list(self.heads)[1:]:
            together = torch.cat([head(x), together], dim=-1)
        return self.to_output(together)
