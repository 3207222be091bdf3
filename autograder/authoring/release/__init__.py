"""Makes what students get, and the solutions, out of a lab's folder."""
