"""what comes back has not been through to_output

Make a `BareBonesSelfAttention(8, 4, 2)`, set its `to_output.weight` to zero, and see whether the output changes:
should anything be left of it? Part 4 of the notebook says what happens last.
"""

CAUGHT_BY = "the output has the shape of the input"


class BareBonesSelfAttention:
    def forward(self, x):
        return torch.cat([head(x) for head in self.heads], dim=-1)
