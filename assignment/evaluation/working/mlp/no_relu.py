"""No ReLU between the two Linears

Two linear layers in a row are one linear layer: nothing is ever set to zero.
"""

VERDICT = "wrong"
SOURCE = "Beginners' networks of two stacked Linears; PyTorch forum on why non-linearities are needed"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.Identity(), nn.Linear(n_hidden, emb_dim))
