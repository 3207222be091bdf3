"""What all tests have: the lab, importable as in a submission, one thread for torch, and random tests that repeat.

Nothing here imports torch. For a long search, with other examples each time:
`pytest --hypothesis-profile fuzz tests/security/test_wire.py`.
"""

import os

import pytest
from hypothesis import settings
from support.lab import LAB

from autograder.lab.importing import import_package

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # also in notebooks and commands: two tests run at a time
import_package(LAB.package)

settings.register_profile("repeatable", max_examples=300, deadline=None, derandomize=True)
settings.register_profile("fuzz", max_examples=50_000, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def lab():
    """The lab of this project."""
    return LAB


@pytest.fixture(scope="session")
def reference():
    """The complete solution as a submission."""
    from support.lab import reference

    return reference()


@pytest.fixture(scope="module")
def sandbox():
    """A warm sandbox for one file of tests."""
    from autograder.grading.sandbox.forkserver.client import WarmSandbox

    with WarmSandbox() as warm:
        yield warm


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium for one file of tests; others may want asyncio for themselves."""
    from support.browser import Browser, Unavailable

    try:
        with Browser() as chromium:
            yield chromium
    except Unavailable as reason:
        pytest.skip(str(reason))
