"""The checks of this lab: they run the public tests on your code, and say what went wrong."""
