"""What a lab is: a folder with settings, a package, a notebook, tests, mistakes and hooks. Imports no torch."""

from autograder.lab.folder import Lab
from autograder.lab.opening import open_lab
from autograder.lab.settings import Question, Settings

__all__ = ["Lab", "Question", "Settings", "open_lab"]
