"""Goes on with the data of the hidden vectors

The values are right, but the first layer and the lookup get no gradient.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: graph broken by .data"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.model[1](self.model[0](x)).data
        return self.model[2](hidden)
