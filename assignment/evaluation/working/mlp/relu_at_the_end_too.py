"""A second ReLU after the last Linear

The loop adds an activation after every Linear, the last one included, so the output is never negative.
"""

VERDICT = "wrong"
SOURCE = "Loops over layers that append an activation after each"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        layers = []
        for n_in, n_out in ((emb_dim, n_hidden), (n_hidden, emb_dim)):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        self.model = nn.Sequential(*layers)
