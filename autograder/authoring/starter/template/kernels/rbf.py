"""The similarity of two points."""

import torch
from torch import Tensor


def rbf(x: Tensor, y: Tensor, gamma: float) -> Tensor:
    """How similar two points are: 1 for the same point, close to 0 for points that are far apart.

    x and y are float tensors of shape (d,). Returns a float tensor of shape (): exp(-gamma * r), where r is the squared
    distance of x and y.
    """
    # TODO(rbf): compute the squared distance, then the similarity. Two lines are enough.
    ### BEGIN SOLUTION
    squared_distance = (x - y).square().sum()
    return torch.exp(-gamma * squared_distance)
    ### END SOLUTION
