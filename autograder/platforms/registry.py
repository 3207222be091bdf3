"""The platforms that have commands."""

from autograder.platforms.base import Platform
from autograder.platforms.gradescope.platform import GradescopePlatform
from autograder.platforms.nbgrader.platform import NbgraderPlatform
from autograder.platforms.otter.platform import OtterPlatform

PLATFORMS: tuple[Platform, ...] = (GradescopePlatform(), NbgraderPlatform(), OtterPlatform())
"""In the order in which the help lists them."""
