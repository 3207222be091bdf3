"""Says what was misunderstood: which catalogued mistake gives the same values as a submission."""
