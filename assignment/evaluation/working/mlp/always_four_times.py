"""The middle is four times emb_dim, whatever n_hidden says

In the sizes of the lab (32 and 128) this is the same; in others it is not.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Let's build GPT (4 * n_embd)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, 4 * emb_dim), nn.ReLU(), nn.Linear(4 * emb_dim, emb_dim))
