"""The master of the lab's package is importable as `lab3`, torch uses one thread, and random tests repeat themselves.

For a long search, with other examples each time: `pytest --hypothesis-profile fuzz tests/test_wire.py`.
"""

import os
import sys

import pytest
import torch
from hypothesis import settings

from autograder.config import ASSIGNMENT

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # in notebooks and commands, too: two tests run at a time
sys.path.insert(0, str(ASSIGNMENT))
torch.set_num_threads(1)

settings.register_profile("repeatable", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=20_000, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium for one file of tests; others may want asyncio for themselves."""
    from browser import Browser, Unavailable

    try:
        with Browser() as chromium:
            yield chromium
    except Unavailable as reason:
        pytest.skip(str(reason))
