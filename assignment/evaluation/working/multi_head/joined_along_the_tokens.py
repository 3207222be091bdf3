"""The heads are joined along the tokens

dim=-2 makes the text n_heads times longer, and the output layer does not fit (unless there is one
head).
"""

VERDICT = "wrong"
SOURCE = "https://github.com/649453932/Chinese-Text-Classification-Pytorch/issues/10"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = torch.cat([head(x) for head in self.heads], dim=-2)
        return self.to_output(together)
