"""Ties the second layer to the transpose of the first

Weight tying taken for something within the MLP: the second matrix is a transposed view of the first.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: autoencoder tutorials with tied weights"

import torch.nn.functional as F

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.model[1](self.model[0](x))
        return F.linear(hidden, self.model[0].weight.T, self.model[2].bias)
