"""Another ReLU at the end

The output cannot be negative, which cuts half of what the logits could be made of.
"""

VERDICT = "wrong"
SOURCE = "kolyakr/d2l NestMLP exercise (ReLU at the end)"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        layers = []
        for n_in, n_out in ((emb_dim, n_hidden), (n_hidden, emb_dim)):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        self.model = nn.Sequential(*layers)
