"""Separate attributes instead of self.model

It computes the right numbers, but there is no Sequential under the name that the notebook uses.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l.ai MLP with self.hidden and self.out"
DEBATABLE = 'The numbers are right; only the required structure and the parameter names are missing.'

import torch

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.hidden = nn.Linear(emb_dim, n_hidden)
        self.out = nn.Linear(n_hidden, emb_dim)

    def forward(self, x: Tensor) -> Tensor:
        return self.out(torch.relu(self.hidden(x)))
