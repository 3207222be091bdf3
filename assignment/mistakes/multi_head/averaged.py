"""the outputs are divided by the number of heads

Compare the outputs of one head and of two heads that are alike. The heads stand side by side: is there
anything to average? Part 4 of the notebook says what becomes of them.
"""

CAUGHT_BY = "a single token: values, side by side, projected"


class BareBonesSelfAttention:
    def forward(self, x):
        return self.to_output(torch.cat([head(x) for head in self.heads], dim=-1)) / len(self.heads)
