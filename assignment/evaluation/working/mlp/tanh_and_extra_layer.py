"""Tanh, and one layer too many

Two mistakes, as in other models of characters: tanh in the middle and another linear layer after it.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: makemore's MLP"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.Tanh(), nn.Linear(n_hidden, n_hidden), nn.Linear(n_hidden, emb_dim)
        )
