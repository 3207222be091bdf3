"""Some points to try things on. This module has no solution: students get it as it is."""

import torch
from torch import Tensor


def example_points() -> Tensor:
    """Six points in the plane: three close together, two close together, and one by itself; (6, 2)"""
    return torch.tensor([[0.0, 0.0], [0.5, 0.0], [0.0, 1.0], [4.0, 3.0], [4.0, 3.5], [-3.0, 2.0]])
