"""Reads what a student handed in: hostile bytes, no secrets, no torch."""
