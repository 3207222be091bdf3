"""Also keeps the layers as attributes of their own in a plain dict

The plain dict is not registered, so the state has the usual names and nothing more.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: people who like both styles, Stack Overflow"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        first, act, second = nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)
        self.sizes = (emb_dim, n_hidden, emb_dim)
        self.parts = {"first": first, "act": act, "second": second}
        self.model = nn.Sequential(first, act, second)

    def forward(self, x: Tensor) -> Tensor:
        assert x.shape[-1] == self.sizes[0], "the last dimension should be emb_dim"
        return self.model(x)
