"""Each head is sent through its own columns of the output matrix, and the results are summed

A product with a block matrix is the sum of the products with the blocks.
"""

VERDICT = "right"
SOURCE = "https://paiml.github.io/microgpt/architecture/attention.html"

import torch.nn.functional as F


class BareBonesSelfAttention(nn.Module):
    def forward(self, x):
        blocks = self.to_output.weight.chunk(len(self.heads), dim=1)  # each (emb_dim, head_dim)
        return sum(F.linear(head(x), block) for head, block in zip(self.heads, blocks))
