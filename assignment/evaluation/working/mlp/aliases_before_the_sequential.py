"""Layers are attributes first and members of the Sequential as well

The same three modules under two names. The computation is the same, model.0.weight still names the first
weight, and forward uses the aliases.
"""

VERDICT = "right"
SOURCE = "Stack Overflow answers that name layers fc1 and fc2 and also collect them in a Sequential"
DEBATABLE = "named_parameters lists the layers as fc1 and fc2 only, as they were registered first; the state dict has both names"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        self.fc1 = nn.Linear(emb_dim, n_hidden)
        self.act = nn.ReLU()
        self.fc2 = nn.Linear(n_hidden, emb_dim)
        self.model = nn.Sequential(self.fc1, self.act, self.fc2)

    def forward(self, x):
        return self.fc2(self.act(self.fc1(x)))
