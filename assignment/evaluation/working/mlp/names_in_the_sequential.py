"""Layers with names in the Sequential

The layers are the same three in the same order, and can be reached by number as well as by name.
"""

from collections import OrderedDict

VERDICT = "right"
SOURCE = "torch.nn.Sequential documentation, the OrderedDict form"
DEBATABLE = "The parameters are called model.up.weight instead of model.0.weight; the facts allow named layers"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            OrderedDict(
                up=nn.Linear(emb_dim, n_hidden, bias=True),
                relu=nn.ReLU(),
                down=nn.Linear(n_hidden, emb_dim, bias=True),
            )
        )
