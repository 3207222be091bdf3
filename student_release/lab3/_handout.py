"""Which version of the starter code this is. The grader reads it: leave it as it is."""

HANDOUT = "db3833083c5f"
