"""The loop counts the heads but always runs the first

All parts are the same, and the other heads never learn.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Stack Overflow: loop variable not used in a list comprehension"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        outputs = []
        for _ in range(len(self.heads)):
            outputs.append(self.heads[0](x))
        return self.to_output(torch.cat(outputs, dim=-1))
