"""Names the layers of the Sequential with an OrderedDict

Linear, ReLU, Linear as asked for; named layers are still found by their number, and compute the same.
"""

VERDICT = "right"
SOURCE = "PyTorch forum, OrderedDict in Sequential"
MODULE = "mlp"

from collections import OrderedDict


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layers = OrderedDict()
        layers["widen"] = nn.Linear(emb_dim, n_hidden)
        layers["bend"] = nn.ReLU()
        layers["narrow"] = nn.Linear(n_hidden, emb_dim)
        self.model = nn.Sequential(layers)
