"""One square Linear used twice, with emb_dim for n_hidden

Two mistakes: n_hidden is ignored, and both places hold the very same layer, a tying that nobody asked for.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: reusing one layer object in a Sequential"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layer = nn.Linear(emb_dim, emb_dim)
        self.model = nn.Sequential(layer, nn.ReLU(), layer)
