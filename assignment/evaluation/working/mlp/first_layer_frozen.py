"""Freezes the first linear layer

Right values, but the first layer never learns: it has no gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: transfer learning tutorials (requires_grad = False)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        self.model[0].requires_grad_(False)
