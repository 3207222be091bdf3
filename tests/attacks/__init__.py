"""Hostile submissions, by name, with the property that each of them tests."""
