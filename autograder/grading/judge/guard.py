"""Keeps whatever goes wrong outside of a test case from costing more than itself."""

import logging
from collections.abc import Callable
from typing import TypeVar

from autograder.lib.errors import GraderError

log = logging.getLogger("autograder.judge")
Value = TypeVar("Value")
Other = TypeVar("Other")


def unless_it_raises(action: Callable[[], Value], otherwise: Other) -> Value | Other:
    """What an action returns, or else `otherwise`: for what a grade can do without, such as a diagnosis.

    Failures of the grader itself (`GraderError`) are raised: another judge has to try again.
    """
    try:
        return action()
    except GraderError:
        raise
    except Exception:
        log.exception("left out of a grade")
        return otherwise
