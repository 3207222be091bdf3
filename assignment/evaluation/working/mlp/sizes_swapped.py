"""in_features and out_features are swapped

Takes the arguments of nn.Linear for (out, in) as in the weight's shape; works only if both sizes are equal.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum questions on mat1 and mat2 shapes that cannot be multiplied"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(n_hidden, emb_dim), nn.ReLU(), nn.Linear(emb_dim, n_hidden))
