"""The master of the lab's package is importable as `lab3`, and torch uses one thread."""

import os
import sys

import torch

from autograder.config import ASSIGNMENT

os.environ.setdefault("MPLBACKEND", "Agg")
sys.path.insert(0, str(ASSIGNMENT))
torch.set_num_threads(1)
