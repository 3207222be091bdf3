"""The walls around a worker, one module each: what each takes away, and how the system is asked for it."""
