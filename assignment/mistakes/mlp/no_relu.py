"""there is nothing between the two linear layers

Make `mlp = MLP(4, 6)`, and print `mlp(x) + mlp(-x)` for two different x: it is the same both times, because two linear
layers in a row are a single one. What makes the hidden layer worth having? Station 2 in part 3 of the notebook
shows what it does; part 2 asks for it.
"""

CAUGHT_BY = "the hidden layer is a ReLU"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Identity(), nn.Linear(n_hidden, emb_dim))
