"""Gradescope: the zip that a course uploads, and what runs in Gradescope's container.

Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""
