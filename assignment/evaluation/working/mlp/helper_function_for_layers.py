"""A helper function makes the Sequential

The function returns the three layers; the constructor checks the sizes first.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: course submissions with helper functions"

def _feed_forward(size: int, inner: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(size, inner, bias=True), nn.ReLU(), nn.Linear(inner, size, bias=True))


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super(MLP, self).__init__()
        if emb_dim < 1 or n_hidden < 1:
            raise ValueError("both sizes should be at least 1")
        self.model = _feed_forward(emb_dim, n_hidden)
