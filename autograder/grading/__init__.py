"""What grades: it reads a submission, runs its code in a sandbox, judges what comes back, and names mistakes."""

RUNTIME = ("lib", "checks", "lab", "grading")
"""The rooms of `autograder` that a grade depends on: this one, and those that it may import."""
