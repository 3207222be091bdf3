"""self.model is a function around an unregistered Sequential

A lambda is not a module, so the parameters are not found.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: wrapping modules in functions (Stack Overflow)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layers = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        self.model = lambda x: layers(x)
