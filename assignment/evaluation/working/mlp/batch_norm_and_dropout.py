"""Batch norm and dropout between the layers

Two mistakes: two layers too many, of which one takes statistics over other tokens and one is random.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Keras habits: batch norm and dropout after each dense layer"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.BatchNorm1d(n_hidden), nn.ReLU(), nn.Dropout(0.1), nn.Linear(n_hidden, emb_dim)
        )
