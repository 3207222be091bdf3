"""A Linear of one's own that is still an nn.Linear

The subclass computes the same by addmm and transposes by itself.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: d2l.ai chapter on layers with parameters"

import torch

class PlainLinear(nn.Linear):
    def forward(self, input: Tensor) -> Tensor:
        product = torch.matmul(input, self.weight.transpose(0, 1))
        return product if self.bias is None else product + self.bias


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(PlainLinear(emb_dim, n_hidden), nn.ReLU(), PlainLinear(n_hidden, emb_dim))
