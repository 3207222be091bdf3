"""Fills a tensor head by head, as a sum of projections."""


class BareBonesSelfAttention:
    def forward(self, x):
        parts = self.to_output.weight.split(self.heads[0].head_dim, dim=1)
        return sum(head(x) @ part.T for head, part in zip(self.heads, parts))
