"""What `otter check check.py` runs: it gives the tests their view of your modules. `python check.py` runs them all."""

import os
import sys

sys.path.insert(0, os.getcwd())

if __name__ == "__main__" and "IPython" not in sys.modules:  # otter runs this in a kernel
    from checks.__main__ import main

    sys.exit(main())

from checks.lab import lab  # noqa: F401
