"""Stacks the heads so that their numbers interleave."""


class BareBonesSelfAttention:
    def forward(self, x):
        return self.to_output(torch.stack([head(x) for head in self.heads], dim=-1).flatten(-2))
