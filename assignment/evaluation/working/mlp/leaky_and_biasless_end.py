"""Leaky slope, and a last layer without a bias

Two mistakes hidden in a loop: the activation lets negative sums through, and the second Linear has no bias.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: two slips at once in a loop over sizes"

class MLP(nn.Module):
    def __init__(self, emb_dim: int, n_hidden: int):
        super().__init__()
        sizes = (emb_dim, n_hidden, emb_dim)
        parts = []
        for number in range(2):
            parts.append(nn.Linear(sizes[number], sizes[number + 1], bias=number == 0))
            if number == 0:
                parts.append(nn.LeakyReLU(negative_slope=0.1))
        self.model = nn.Sequential(*parts)
