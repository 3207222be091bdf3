"""A trace cell that never ends."""

CELL = "transformer_output"

while True:
    pass
