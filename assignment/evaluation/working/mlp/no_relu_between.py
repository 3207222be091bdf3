"""Two linear layers without a ReLU

Two linear maps in a row are one linear map.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: why do I need an activation?"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Linear(n_hidden, emb_dim))
