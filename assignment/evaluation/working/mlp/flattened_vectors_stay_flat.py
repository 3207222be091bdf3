"""Flattens the batch and leaves it flat

The result has the shape (B * L, emb_dim), whatever came in.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: MNIST tutorials with nn.Flatten and view"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x.reshape(-1, x.shape[-1]))
