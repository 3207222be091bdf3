"""A whole class at once: what was handed in, which of it is to be graded, and by whom."""
