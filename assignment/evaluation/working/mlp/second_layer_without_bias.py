"""Only the second linear layer has no bias

A projection back is often written without one; the specification has both.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: lucidrains feed-forward variants"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim, bias=False))
