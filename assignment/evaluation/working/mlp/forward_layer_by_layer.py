"""Writes the forward pass out layer by layer

Each layer is called in turn by its number, which is what Sequential does.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Stanford CS224n assignments"

import torch

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.model[0](x)
        hidden = torch.relu(hidden)
        return self.model[2](hidden)
