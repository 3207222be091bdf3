"""A whole class at once: which submissions have to be graded, and where that is done."""
