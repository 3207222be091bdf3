"""Dropout after the ReLU

In training, a tenth of the hidden numbers is dropped at random, so the same ids give different logits.
"""

VERDICT = "wrong"
SOURCE = "PositionwiseFeedForward of The Annotated Transformer, with dropout after the ReLU"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden, dropout=0.1):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(n_hidden, emb_dim)
        )
