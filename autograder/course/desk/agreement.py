"""How well two readers agree: Cohen's kappa (Educational and Psychological Measurement 20, 1960, pages 37 to 46)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from autograder.course.desk.marks import Joined


@dataclass(frozen=True)
class Agreement:
    """Two readers on the answers to one question that both gave points for.

    `kappa` is None where it is not defined: without such an answer, and where both always gave the same points.
    """

    cell: str
    readers: tuple[str, str]
    both: int
    same: int
    kappa: float | None


def kappa(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Cohen's kappa of the points that two readers gave to the same answers; None where it is not defined."""
    if not pairs:
        return None
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    observed = sum(one == other for one, other in pairs) / len(pairs)
    by_chance = sum(first[points] * second[points] for points in first) / len(pairs) ** 2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def agreements(joined: Joined) -> Iterator[Agreement]:
    """Every two readers on every question of which both have read something."""
    for asked in joined.asked:
        ids = joined.answers(asked.cell)
        for one, other in combinations(joined.readers, 2):
            first, second = joined.readers[one], joined.readers[other]
            pairs = [
                (mine, yours)
                for ident in ids
                if ident in first and ident in second
                and (mine := first[ident].gives) is not None and (yours := second[ident].gives) is not None
            ]  # fmt: skip
            if pairs:
                yield Agreement(asked.cell, (one, other), len(pairs), sum(a == b for a, b in pairs), kappa(pairs))
