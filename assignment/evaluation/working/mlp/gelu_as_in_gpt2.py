"""GELU in place of ReLU

Close to a ReLU for large numbers, but small negative ones get through.
"""

VERDICT = "wrong"
SOURCE = "GPT-2 and nanoGPT, whose MLP has a GELU"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden),
            nn.GELU(),
            nn.Linear(n_hidden, emb_dim),
        )
