"""GELU between the layers, as in GPT-2

The lab asks for a ReLU: negative numbers should become exactly zero.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT model.py, class MLP"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden),
            nn.GELU(approximate="tanh"),
            nn.Linear(n_hidden, emb_dim),
        )
