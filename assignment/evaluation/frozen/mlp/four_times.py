"""the middle is four times the embedding, whatever n_hidden says
"""

VERDICT = "wrong"
SOURCE = "nn.Linear(n_embd, 4 * n_embd) in GPT implementations; from memory"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, 4 * emb_dim), nn.ReLU(), nn.Linear(4 * emb_dim, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
