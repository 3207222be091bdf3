"""The second Linear has no bias

bias=False is copied from the head's line to the layer that leads to it.
"""

VERDICT = "wrong"
SOURCE = "Llama and other bias-free feed-forward layers"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, emb_dim, bias=False),
        )
