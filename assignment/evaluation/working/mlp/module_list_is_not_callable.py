"""A ModuleList where a Sequential is needed

A ModuleList cannot be called, so forward fails.
"""

VERDICT = "wrong"
SOURCE = "shihaizhou.com on ModuleList and Sequential"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.ModuleList([nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)])
