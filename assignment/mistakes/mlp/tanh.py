"""the hidden layer is a Tanh, and not a ReLU

Feed -1, 0 and 2 through what your MLP does between its two linear layers, in `self.model` or in `forward`. Which of
them should stay as it is? The docstring of `MLP`, in part 2, names the layer.
"""

CAUGHT_BY = "the hidden layer is a ReLU"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Tanh(), nn.Linear(n_hidden, emb_dim))
