"""Finds the submissions in what a platform gives out: one entry for each student or group, with names and times."""

from autograder.course.downloads.entry import Download, Entry
from autograder.course.downloads.find import find_submissions

__all__ = ["Download", "Entry", "find_submissions"]
