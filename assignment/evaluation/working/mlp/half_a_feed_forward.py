"""Forgets the way back from n_hidden to emb_dim

The output has n_hidden numbers and does not fit the head.
"""

VERDICT = "wrong"
SOURCE = "bigghis.github.io notes (Linear and ReLU only)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU())
