"""the point is its own nearest neighbour

Print `similarities[0]`: which entry is the largest, and which point does it belong to? The TODO says which point does
not count.
"""

CAUGHT_BY = "the nearest point is the right one"
CELL = "nearest"

similarities = gram(points, gamma=0.5)
nearest = int(similarities[0].argmax())
