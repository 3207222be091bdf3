"""Rates with their uncertainty."""

import math
from dataclasses import dataclass

Z = 1.959964
"""Of a 95 % interval."""


@dataclass(frozen=True)
class Rate:
    """So many cases of a total."""

    cases: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval for the share that one would find among very many; everything where there are none."""
        if not self.total:
            return 0.0, 1.0
        share, total = self.cases / self.total, self.total
        middle = share + Z * Z / (2 * total)
        half = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
        scale = 1 + Z * Z / total
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)

    def __str__(self) -> str:
        """Such as "3 of 45: 6.7 % (2.3 to 17.9)"."""
        if not self.total:
            return "none"
        low, high = self.interval
        return f"{self.cases} of {self.total}: {self.cases / self.total:.1%} ({100 * low:.1f} to {100 * high:.1f})"
