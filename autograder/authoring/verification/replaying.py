"""Prepares processes of a pool for wrong code of ours, which may not end, or ask for more and more memory."""

import resource
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from autograder.grading.sandbox.forkserver import lazy_dynamo
from autograder.grading.sandbox.walls.system import die_with_parent

JOBS = 2
BYTES = 4 << 30
"""For the data of one process."""


def prepare() -> None:
    """Begin a process of a pool, which ends with the process that has the pool."""
    die_with_parent()
    lazy_dynamo.install()
    torch.set_num_threads(1)  # models are small, and the last digit depends on the number of threads
    warnings.simplefilter("ignore")  # torch warns of wrong code
    signal.signal(signal.SIGALRM, _end)
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


@contextmanager
def at_most(seconds: float, repeated: bool = False) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer; if `repeated`, again after as many seconds more."""
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds if repeated else 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _end(*signal_and_frame: object) -> None:
    raise TimeoutError("the time is over")
