"""Which version of the starter code this is. The grader reads it: leave it as it is."""

HANDOUT = "68bd924f12e7"
