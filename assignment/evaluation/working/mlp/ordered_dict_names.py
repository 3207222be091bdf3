"""Names the three layers by an OrderedDict

The layers are the same three, only with names; they can still be reached by number.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch documentation of nn.Sequential (OrderedDict)"

from collections import OrderedDict

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            OrderedDict(
                [
                    ("up", nn.Linear(emb_dim, n_hidden)),
                    ("activation", nn.ReLU()),
                    ("down", nn.Linear(n_hidden, emb_dim)),
                ]
            )
        )
