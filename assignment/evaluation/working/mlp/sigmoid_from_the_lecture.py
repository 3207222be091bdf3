"""Sigmoid in place of the ReLU

The activation that textbooks start with; hidden numbers lie between 0 and 1 and are never zero.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: d2l.ai activation functions section"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential()
        self.model.append(nn.Linear(emb_dim, n_hidden))
        self.model.append(nn.Sigmoid())
        self.model.append(nn.Linear(n_hidden, emb_dim))
