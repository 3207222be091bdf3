"""Adds the input to the output of the MLP

The residual belongs to the transformer layer, where it then happens twice.
"""

VERDICT = "wrong"
SOURCE = "deep-ml problem 178 (feed-forward block with residual)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.model(x)
