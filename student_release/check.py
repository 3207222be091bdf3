"""What `otter check check.py` runs: it gives the tests their view of your modules."""

import os
import sys

sys.path.insert(0, os.getcwd())

from checks.lab import lab  # noqa: F401
