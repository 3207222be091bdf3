"""the first head is used in place of all others

Change the weights of the second head and see whether the output moves. Print `len(self.heads)`, and count how
many of them your line calls. Part 4 of the notebook says why there are several.
"""

CAUGHT_BY = "a single token: values, side by side, projected"


class BareBonesSelfAttention:
    def forward(self, x):
        return self.to_output(torch.cat([self.heads[0](x) for _ in self.heads], dim=-1))
