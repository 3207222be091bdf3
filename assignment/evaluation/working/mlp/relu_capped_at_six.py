"""ReLU6, which cuts off above six

Small inputs give the same; large ones are capped.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: MobileNet code (ReLU6)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU6(), nn.Linear(n_hidden, emb_dim))
