"""Orthogonal first weights for the MLP

Orthogonal matrices are a fine place to start; the model reaches the same loss.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch documentation of nn.init.orthogonal_"
MODULE = "mlp"
DEBATABLE = "The specification says nothing about the initial weights of the MLP's linear layers."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        for layer in self.model[::2]:
            nn.init.orthogonal_(layer.weight, gain=0.7)
            nn.init.zeros_(layer.bias)
