"""Release, verify and grade the lab "Implementing Self-Attention"."""

__version__ = "0.1.0"
