"""Builds the layers from a list of sizes and cuts off the last ReLU

The loop makes Linear and ReLU for each pair of sizes; the slice leaves three layers.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: fast.ai style list of sizes"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        sizes = [emb_dim, n_hidden, emb_dim]
        layers = []
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        self.model = nn.Sequential(*layers[:-1])
