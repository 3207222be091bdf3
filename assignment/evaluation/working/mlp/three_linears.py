"""An extra hidden layer

Three Linears with two ReLUs: the last of the Sequential is not where it should be.
"""

VERDICT = "wrong"
SOURCE = "Deeper MLPs in d2l.ai exercises"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, emb_dim),
        )
