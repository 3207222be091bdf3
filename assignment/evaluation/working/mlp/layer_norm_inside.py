"""A layer norm in front, within the MLP

Norms belong to the transformer layer; here they change the values and the names.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: lucidrains vit-pytorch FeedForward"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.LayerNorm(emb_dim), nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)
        )
