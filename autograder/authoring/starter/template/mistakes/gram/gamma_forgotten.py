"""gamma is always 1

Print `gram` of two points for gamma 1 and for gamma 2. Should the two matrices be the same? Follow gamma from the
arguments of `gram` to where it is used.
"""

CAUGHT_BY = "every entry is the similarity of its two points"


def gram(points, gamma):
    return torch.stack([torch.stack([rbf(point, other, 1.0) for other in points]) for point in points])
