"""The walls around a worker, one module each: what it takes away, and how the system is asked for it."""
