"""Dropout at the end

In training numbers are dropped at random, and there are four layers instead of three.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: Let's build GPT (dropout at the end of FeedForward)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim), nn.Dropout(0.2)
        )
