"""The three layers have names in the Sequential

An OrderedDict gives the layers names; they are still Linear, ReLU, Linear in this order, and can still be
indexed.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation of nn.Sequential with an OrderedDict"
DEBATABLE = (
    "Names in the Sequential are allowed, but the parameters are then called model.up.weight, not model.0.weight"
)

from collections import OrderedDict


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super(MLP, self).__init__()
        layers = OrderedDict()
        layers["up"] = nn.Linear(in_features=emb_dim, out_features=n_hidden, bias=True)
        layers["relu"] = nn.ReLU()
        layers["down"] = nn.Linear(in_features=n_hidden, out_features=emb_dim, bias=True)
        self.model = nn.Sequential(layers)
