"""What otter runs where a submission has no notebook beside `lab3/`: it finds the package and its notebook."""

import sys

sys.path.insert(0, "../source/grading")

from lab3_grading import corpus, lab, reference  # noqa: F401
