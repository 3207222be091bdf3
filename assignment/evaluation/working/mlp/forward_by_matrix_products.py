"""Multiplies with the weight matrices by hand

x W^T + b is what a linear layer computes, and the parameters are those of the Sequential.
"""

VERDICT = "right"
SOURCE = "fast.ai lesson 8, matmul from the foundations"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim))

    def forward(self, x: Tensor) -> Tensor:
        into, _, out_of = self.model
        hidden = x @ into.weight.T + into.bias
        hidden = hidden * (hidden > 0)
        return hidden @ out_of.weight.T + out_of.bias
