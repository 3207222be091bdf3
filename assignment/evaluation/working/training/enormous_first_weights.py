"""Weights drawn with a spread of one hundred

The first logits are in the millions, and the learning rate is far too small to bring them down in time.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: initialisation with torch.randn (cs231n, d2l)"
MODULE = "mlp"
DEBATABLE = "mlp's specification names no initial weights; that the model has to learn is what is violated."

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))
        nn.init.normal_(self.model[0].weight, std=100.0)
        nn.init.normal_(self.model[2].weight, std=100.0)
