"""the linear layers have no bias

Print `MLP(4, 6).state_dict().keys()`: how many parameters are there, and how many should there be? Without a bias,
what does the MLP make of a vector of zeros? The TODO says what both layers have; part 2 of the notebook says which
file to open.
"""

CAUGHT_BY = "the MLP has two linear layers with a bias"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden, bias=False), nn.ReLU(), nn.Linear(n_hidden, emb_dim, bias=False)
        )
