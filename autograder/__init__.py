"""Release, verify and grade a programming lab: student code runs isolated from tests and solutions."""

__version__ = "0.1.0"
