"""A second hidden layer

There are five layers: the text asks for three.
"""

VERDICT = "wrong"
SOURCE = 'from memory, not looked up: "MLP" tutorials with three linear layers'

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, n_hidden),
            nn.ReLU(),
            nn.Linear(n_hidden, emb_dim),
        )
