"""Nested list comprehension turned into a tensor

The Python lists hold the right numbers; reshape keeps the shape square for a length of zero too.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Hugging Face forum, custom masks as Python lists"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    rows = [[0.0 if key <= query else VERY_SMALL_NUMBER for key in range(sequence_len)] for query in range(sequence_len)]
    return torch.tensor(rows, dtype=torch.float32, device=device).reshape(sequence_len, sequence_len)
