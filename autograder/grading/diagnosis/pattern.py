"""The pattern of a failure: a short text that is the same for submissions that fail in the same way."""

import hashlib
import json

from autograder.grading.cases.observe import Observations
from autograder.grading.diagnosis.events import USUAL
from autograder.grading.diagnosis.signatures import events_of

DIGITS = 3
"""Of each number: rounding errors of different code with the same values do not reach this far."""
KEPT = 2
"""Numbers of each event: the sums at its end, which depend on all of them."""
LENGTH = 12
"""Characters of the pattern."""


def pattern_of(seen: Observations) -> str:
    """The pattern of what the cases of a question saw; "" where all passed."""
    failed = {
        name: [(event.kind, [_coarse(number) for number in event.numbers[-KEPT:]]) for event in events_of(observation)]
        for name, observation in seen.items()
        if not observation.result.passed
    }
    text = json.dumps(failed, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH] if failed else ""


def _coarse(number: float) -> str:
    """A number with few digits, and a large one by its sign alone."""
    if abs(number) > USUAL:
        return "large" if number > 0 else "-large"
    return f"{number:.{DIGITS}g}" if abs(number) >= 1e-4 else "0"
