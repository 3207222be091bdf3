"""All weights and biases of the MLP start at zero

With both layers zero, only the last bias gets a gradient: the model learns frequencies and no more.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: cs231n notes (pitfall: all zero initialization)"
MODULE = "mlp"
DEBATABLE = "mlp's specification names no initial weights; that the model has to learn is what is violated."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        for parameter in self.model.parameters():
            nn.init.zeros_(parameter)
