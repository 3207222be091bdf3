"""BatchNorm in the middle

Mixes positions in training, uses running statistics in evaluation, and fails on batches of documents.
"""

VERDICT = "wrong"
SOURCE = "Image classifiers with BatchNorm1d between Linear and ReLU"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.BatchNorm1d(n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)
        )
