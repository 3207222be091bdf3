"""a cell of the trace never comes to its end

Run the cell by itself: does its star go away? Nothing in part 6 of the notebook needs a loop without an end.
Try the loop with `for step in range(3)` and print what it does.
"""

CAUGHT_BY = "weights and the head's output have the right values"
CELL = "transformer_output"
REPLAYED = False

while True:
    pass
