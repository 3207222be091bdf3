"""Ends the process before a test can look. The grader has to survive it; `autograder simulate` hands it in."""

import os


def rbf(x, y, gamma):
    os._exit(0)
