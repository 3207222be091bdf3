"""The lab's package: `rbf` compares two points, `gram` all pairs of points."""
