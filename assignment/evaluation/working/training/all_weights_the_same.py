"""All weights start as the same constant

All hidden units stay equal for ever, so the MLP is one unit wide.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l.ai on breaking the symmetry"
MODULE = "mlp"
DEBATABLE = "mlp's specification names no initial weights; that the model has to learn is what is violated."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        for parameter in self.model.parameters():
            nn.init.constant_(parameter, 0.01)
