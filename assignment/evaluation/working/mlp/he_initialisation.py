"""Draws the weights by He's rule, with biases of zero

How fresh weights are drawn is left open for the MLP; three layers with these weights learn well.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: d2l.ai and PyTorch forum on Kaiming initialisation"
DEBATABLE = "The specification says nothing about the initial weights of the MLP's linear layers."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        nn.init.kaiming_normal_(self.model[0].weight, nonlinearity="relu")
        nn.init.xavier_uniform_(self.model[2].weight)
        for layer in (self.model[0], self.model[2]):
            nn.init.zeros_(layer.bias)
