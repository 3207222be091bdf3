"""A ReLU module written by hand

max(0, x) by torch.maximum has the values of ReLU; the second layer and the names are the usual ones.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: beginners' own activation modules"
DEBATABLE = 'The text says "a ReLU": whether it has to be nn.ReLU is left open. The gradient at exactly 0 is one half here.'

import torch

class MyReLU(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.maximum(x, torch.zeros_like(x))


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), MyReLU(), nn.Linear(n_hidden, emb_dim))
