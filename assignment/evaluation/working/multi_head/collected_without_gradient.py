"""The outputs of the heads are collected as detached tensors

Values are right, but nothing before the output layer learns.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: torch.tensor or .data of intermediate results breaks the graph"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        together = torch.cat([head(x).data for head in self.heads], dim=-1)
        return self.to_output(together)
