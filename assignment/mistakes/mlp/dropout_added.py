"""some numbers are set to zero at random after the second linear layer

Call one model twice with the same ids: are the logits the same? Count the layers of the TODO, and those of
yours. Part 2 of the notebook lists what happens to a character on its way.
"""

CAUGHT_BY = "the logits are those of embedding, MLP and head"
RANDOM = True


class MLP:
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.model = nn.Sequential(
            nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim), nn.Dropout(0.1)
        )
