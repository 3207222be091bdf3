"""Four times emb_dim, and dropout

Two mistakes: n_hidden is ignored, and a dropout follows the second layer.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: Let's build GPT's FeedForward"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(emb_dim, 4 * emb_dim), nn.ReLU(), nn.Linear(4 * emb_dim, emb_dim), nn.Dropout(0.1)
        )
        self.model = self.net
