"""the layer between the Linears is the wrong way round: ReLU first

The order is ReLU, Linear, Linear, so the two Linears are one.
"""

VERDICT = "wrong"
SOURCE = "pre-activation blocks; from memory"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential()
        self.model.append(nn.ReLU())
        self.model.append(nn.Linear(emb_dim, n_hidden))
        self.model.append(nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
