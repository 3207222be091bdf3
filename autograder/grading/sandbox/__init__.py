"""Runs untrusted code: the worker, its confinement, the wire, and the process that forks workers."""
