"""Keeps the layers in a Python list

The values come out, but the model has no such parameters: nothing of the MLP is trained or saved.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: parameters of a Python list are not registered"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = [nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)]

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.model:
            x = layer(x)
        return x
