"""What otter runs where a submission has no notebook next to its package: it finds the package and its notebook."""

import sys

sys.path.insert(0, "../source/grading")

import grading_views  # noqa: F401
