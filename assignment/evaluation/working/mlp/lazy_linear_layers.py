"""Lazy linear layers, as in newer editions of d2l

Until the first call the weights do not exist: parameters cannot be counted, drawn or compared in a fresh
model.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l.ai (LazyLinear everywhere)"
DEBATABLE = 'After the first forward the layers are ordinary Linears with the right shapes; loading a state also works before it.'

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.LazyLinear(n_hidden), nn.ReLU(), nn.LazyLinear(emb_dim))
