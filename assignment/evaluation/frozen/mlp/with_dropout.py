"""a dropout at the end of the MLP makes training calls differ from evaluation
"""

VERDICT = "wrong"
SOURCE = "feed-forward blocks of GPT implementations: nn.Dropout(dropout) as the last layer; from memory"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layers = [nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim), nn.Dropout(0.1)]
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
