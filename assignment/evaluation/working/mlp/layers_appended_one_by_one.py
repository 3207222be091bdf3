"""Builds a list of layers in a loop over the sizes

A loop over pairs of sizes makes the Linears and puts a ReLU between them, and only between them.
"""

VERDICT = "right"
SOURCE = "fast.ai lesson notebooks that build a list of layers and unpack it"


class MLP(nn.Module):
    def __init__(self, emb_dim, n_hidden):
        super().__init__()
        sizes = [emb_dim, n_hidden, emb_dim]
        layers = []
        for size_in, size_out in zip(sizes[:-1], sizes[1:]):
            layers.append(nn.Linear(size_in, size_out))
            layers.append(nn.ReLU())
        layers.pop()  # none after the last
        self.model = nn.Sequential(*layers)
