"""Uses the first head for all."""


class BareBonesSelfAttention:
    def forward(self, x):
        return self.to_output(torch.cat([self.heads[0](x) for _ in self.heads], dim=-1))
