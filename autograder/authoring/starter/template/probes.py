"""What tests can ask of a submission beyond calls of its functions. Delete this file if your lab needs nothing here.

Each public function gets the view `lab` first: `lab.rbf` is the module `rbf` of the submission. It runs where the
submission runs, and only its arguments and its result travel. Students get this file with the tests.
"""

from typing import Any

from torch import Tensor


def mean_of_each(lab: Any, points: Tensor, gammas: list[float]) -> list[float]:
    """The mean of the Gram matrix for each of some gammas: many calls at once, which saves time."""
    return [lab.gram.gram(points, gamma).mean().item() for gamma in gammas]
