"""there is nothing between the two linear layers

Print `MLP(4, 6).model(x) + MLP(4, 6).model(-x)` for some x, once with your layers and once on paper: two
linear layers in a row are a single one. What makes the hidden layer worth having? Station 2 in part 3 of the
notebook shows what it does; part 2 asks for it.
"""

CAUGHT_BY = "the hidden layer is a ReLU"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Identity(), nn.Linear(n_hidden, emb_dim))
