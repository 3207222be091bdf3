"""Makes new linear layers in each forward

Every call has fresh random weights; those that are trained are never used.
"""

VERDICT = "wrong"
SOURCE = "thecodeforge.io (the forward() layer bug)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.emb_dim, self.n_hidden = emb_dim, n_hidden
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        self.model = nn.Sequential(
            nn.Linear(self.emb_dim, self.n_hidden), nn.ReLU(), nn.Linear(self.n_hidden, self.emb_dim)
        ).to(x.device)
        return self.model(x)
