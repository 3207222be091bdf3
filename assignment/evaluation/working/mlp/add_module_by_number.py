"""add_module with the names "0", "1" and "2"

Numbers as text are what Sequential itself uses, so nothing differs but the way of writing.
"""

VERDICT = "right"
SOURCE = "d2l.ai chapter on custom modules (MySequential with add_module)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential()
        for number, layer in enumerate([nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)]):
            self.model.add_module(str(number), layer)
