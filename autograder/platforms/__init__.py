"""Where a course lives: Gradescope, nbgrader and stock otter, each a folder behind the interface in `base.py`."""
