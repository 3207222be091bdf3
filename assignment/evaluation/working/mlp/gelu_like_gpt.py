"""GELU instead of ReLU, as in GPT-2

Negative sums leak through a little, so the values differ.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: karpathy/minGPT (GELU in the MLP)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.GELU(), nn.Linear(n_hidden, emb_dim))
