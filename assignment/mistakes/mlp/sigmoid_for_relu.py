"""the hidden layer is a Sigmoid, and not a ReLU

Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, 2.0]))`. Which of
them should stay as it is? The docstring of `MLP`, in part 2, names the layer.
"""

CAUGHT_BY = "the hidden layer is a ReLU"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Sigmoid(), nn.Linear(n_hidden, emb_dim))
