"""A subclass of Sequential that knows its sizes

A class of its own that is still a Sequential of the three layers.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch forum on subclassing nn.Sequential"

class TwoLayers(nn.Sequential):
    def __init__(self, size, inner):
        super().__init__(nn.Linear(size, inner), nn.ReLU(), nn.Linear(inner, size))
        self.inner = inner


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = TwoLayers(emb_dim, n_hidden)
