"""The command `autograder`: its parser, and one module for each command."""
