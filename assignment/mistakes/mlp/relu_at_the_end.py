"""there is also a ReLU after the second linear layer

Print `MLP(4, 6)(torch.randn(100, 4)).min()`: can anything below zero come out? Count the layers of the TODO, and
those of yours. The output is compared with embeddings to make the logits of part 2: may its numbers be negative?
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim), nn.ReLU())
