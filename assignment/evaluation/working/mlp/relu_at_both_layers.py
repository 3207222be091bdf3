"""A second ReLU, after the second layer

What goes into the lm_head is never negative, which halves what the scores can say.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, 'ReLU on the last layer' in beginners' loops over layer sizes"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        sizes = [emb_dim, n_hidden, emb_dim]
        layers = []
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        self.model = nn.Sequential(*layers)
