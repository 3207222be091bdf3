"""The same judge wherever a course lives: Gradescope, nbgrader, otter, and files for learning systems."""
