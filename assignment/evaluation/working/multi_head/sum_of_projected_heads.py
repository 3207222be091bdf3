"""Projects each head with its own block of to_output and adds the results

A matrix times a concatenation is the sum of its column blocks times the parts.
"""

VERDICT = "right"
SOURCE = "From memory, not looked up: Elhage et al., A Mathematical Framework for Transformer Circuits, as taught in ARENA"

from torch import nn


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        blocks = self.to_output.weight.chunk(len(self.heads), dim=1)
        total = 0
        for head, block in zip(self.heads, blocks):
            total = total + head(x) @ block.T
        return total
