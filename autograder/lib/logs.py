"""Shows what the loggers `autograder.*` report; by default nothing of it is shown."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

FORMAT = "%(asctime)s %(name)s %(process)d: %(message)s"
LOGGER = logging.getLogger("autograder")


def level() -> int:
    """From which level on messages are shown in this process."""
    return LOGGER.getEffectiveLevel()


@contextmanager
def logging_to_stderr(level: int = logging.DEBUG) -> Iterator[None]:
    """Show messages from this level on, on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT))
    before = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(before)
