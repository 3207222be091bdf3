"""Finds the catalogued mistake that behaves like a submission."""
