"""ReLU6: hidden numbers are capped at six

With fresh parameters no hidden number gets to six, so nothing shows until the parameters are large.
"""

VERDICT = "wrong"
SOURCE = "MobileNet's ReLU6"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU6(), nn.Linear(n_hidden, emb_dim))
