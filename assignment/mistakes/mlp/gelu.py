"""the hidden layer has another nonlinearity than a ReLU

Feed -1, 0, 2 and 3 through what your MLP does between its two linear layers, in `self.model` or in `forward`. What
does a ReLU make of negative numbers, and what of positive ones? The docstring of `MLP`, in part 2, names the layer.
"""

CAUGHT_BY = "the hidden layer is a ReLU"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.GELU(), nn.Linear(n_hidden, emb_dim))
