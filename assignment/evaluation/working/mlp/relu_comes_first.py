"""ReLU before the first Linear instead of after it

The embeddings lose their negative parts, and the two Linears then touch each other.
"""

VERDICT = "wrong"
SOURCE = "Pre-activation ResNets: activation before the layer"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.ReLU(), nn.Linear(emb_dim, n_hidden), nn.Linear(n_hidden, emb_dim))
