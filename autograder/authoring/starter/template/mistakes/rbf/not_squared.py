"""the distance is not squared

Print `rbf` for two points at distance 2, with gamma 1: it should be exp(-4). Which part of the docstring says how the
distance goes in?
"""

CAUGHT_BY = "two points at distance 2"


def rbf(x, y, gamma):
    return torch.exp(-gamma * (x - y).square().sum().sqrt())
