"""Runs the tests on values that come back from the sandbox. Everything here may know the solution."""
