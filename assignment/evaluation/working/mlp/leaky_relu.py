"""Leaky ReLU against dead units

Negative sums pass with a slope of 0.01 instead of becoming zero.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum on dying ReLUs"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.LeakyReLU(), nn.Linear(n_hidden, emb_dim))
