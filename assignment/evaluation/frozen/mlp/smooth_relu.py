"""GELU in the place of ReLU
"""

VERDICT = "wrong"
SOURCE = "GPT-2's activation; from memory"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        up = nn.Linear(emb_dim, n_hidden)
        down = nn.Linear(n_hidden, emb_dim)
        self.model = nn.Sequential(up, nn.GELU(), down)

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
