"""the ReLU works in place, on a tensor that nobody else has
"""

VERDICT = "right"
SOURCE = "nn.ReLU(inplace=True) in torchvision's models; from memory"


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        widths = (emb_dim, n_hidden, emb_dim)
        parts = []
        for a, b in zip(widths, widths[1:]):
            parts += [nn.Linear(a, b), nn.ReLU(inplace=True)]
        self.model = nn.Sequential(*parts[:-1])

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x)
