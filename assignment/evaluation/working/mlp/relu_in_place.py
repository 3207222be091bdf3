"""ReLU that overwrites its input

The output of the first linear layer is needed by nobody else, so values and gradients stay the same.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: torchvision style nn.ReLU(inplace=True)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(inplace=True), nn.Linear(n_hidden, emb_dim))
