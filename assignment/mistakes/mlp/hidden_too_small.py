"""the hidden layer has the size of the embedding

Print `MLP(4, 6)`: which numbers stand in its two linear layers? Each layer says how many numbers go in and
how many come out. Part 3 of the notebook follows the shapes station by station; where does `n_hidden` turn
up? Part 2 has the TODO.
"""

CAUGHT_BY = "the MLP has two linear layers with a bias"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, emb_dim), nn.ReLU(), nn.Linear(emb_dim, emb_dim))
