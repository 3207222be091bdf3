"""Both linear layers without a bias

Copied from the attention, where there are none; here both have one.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: LLaMA-style layers without biases"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden, bias=False), nn.ReLU(), nn.Linear(n_hidden, emb_dim, bias=False)
        )
