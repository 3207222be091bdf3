"""What only this lab has. Everything here is optional: a lab without hooks needs no such file.

This file is also run where there is no torch: import it inside the functions that need it.
"""

from typing import Any

from autograder.lab.hooks import Habits, Hooks, Leaderboard, Picture

LABELS = ("A", "B", "C", "D", "E", "F")


def cloud(reference: Any, settings: Any, source: str) -> Any:
    """The fixture `cloud` of test cases: many points, made once for all submissions; (n_points, 2)

    `reference` is the view of the reference solution, and `settings` is [fixtures] of lab.toml. `source` is the path
    given with --data, or "embedded".
    """
    import torch

    return torch.randn(settings["n_points"], 2, generator=torch.Generator().manual_seed(1))


def example_matrix(lab: Any) -> Any:
    """The matrix that is drawn on the feedback page; it uses public inputs only: (6, 6)"""
    return lab.gram.gram(lab.data.example_points(), 0.5)


HOOKS = Hooks(
    fixtures={"cloud": cloud},
    pictures=(
        Picture(
            question="gram",
            ask=example_matrix,
            call="`gram` of the six example points, with gamma 0.5",
            reading="Row and column: two points. The darker, the more similar.",
            rows=LABELS,
            columns=LABELS,
            scale=(0.0, 1.0),
        ),
    ),
    figures={"smallest_eigenvalue": "smallest eigenvalue of a large Gram matrix"},
    leaderboard=Leaderboard("smallest_eigenvalue", "smallest eigenvalue", order="desc"),
    habits=Habits(
        common=("gram/gamma_forgotten",),  # made more often than others in a class of `autograder simulate`
        synonyms={"squared_distance": ("dist", "r2"), "point": ("a", "p"), "other": ("b", "q")},  # names of variables
    ),
)
