"""Clamps through .data, which the gradient does not see

The values are those of ReLU, but the gradient flows through clamped units as if they were open.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: clamping through .data to avoid in-place errors"

class _HiddenClamp(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        x = x + 0.0
        x.data.clamp_(min=0.0)
        return x


class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(emb_dim, n_hidden), _HiddenClamp(), nn.Linear(n_hidden, emb_dim))
