"""the hidden layer has four times the size of the embedding, whatever n_hidden is

Print `MLP(4, 6)` and `MLP(4, 60)`: do they differ? Many transformers use the factor 4. Which argument decides
here? Part 3 of the notebook follows the shapes, and part 2 has the TODO.
"""

CAUGHT_BY = "the MLP has two linear layers with a bias"


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, 4 * emb_dim), nn.ReLU(), nn.Linear(4 * emb_dim, emb_dim))
