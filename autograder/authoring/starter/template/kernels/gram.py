"""The similarities of all pairs of points."""

import torch
from torch import Tensor

from .rbf import rbf


def gram(points: Tensor, gamma: float) -> Tensor:
    """The similarity of each point with each other one: (n, d) -> (n, n)

    The entry in row i and column j is rbf(points[i], points[j], gamma).
    """
    # TODO(gram): compute this matrix with `rbf`.
    ### BEGIN SOLUTION
    rows = [torch.stack([rbf(point, other, gamma) for other in points]) for point in points]
    return torch.stack(rows)
    ### END SOLUTION
