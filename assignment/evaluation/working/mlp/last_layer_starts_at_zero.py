"""The second layer of the MLP starts at zero

At first all logits are zero; the gradient of the second layer is not, so learning starts at once.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: zero-initialised output projections (Fixup, muP)"
DEBATABLE = "The specification says nothing about the initial weights of the MLP's linear layers."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        nn.init.zeros_(self.model[2].weight)
        nn.init.zeros_(self.model[2].bias)
