"""PReLU with a slope that is learned

There is one parameter more, and negative sums pass with a slope of 0.25.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Keras and PyTorch tutorials on PReLU"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.PReLU(), nn.Linear(n_hidden, emb_dim))
