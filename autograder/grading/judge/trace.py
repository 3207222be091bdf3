"""What `autograder grade --trace` shows: each request to the student's code. Nothing of it reaches students."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger("autograder.judge")


@dataclass(frozen=True)
class TraceEntry:
    """One request to the student's code, and what came back.

    `request` and `answer` are short descriptions, `printed` is what the code printed meanwhile.
    """

    question: str
    case: str
    request: str
    seconds: float
    answer: str
    printed: str


Tracer = Callable[[TraceEntry], None]
