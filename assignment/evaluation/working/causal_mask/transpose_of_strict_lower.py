"""Strict lower triangle, transposed

The transpose of what lies below the diagonal is what lies above it. The result is a view, which is fine.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch 1.x tutorial (triu and transpose)"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    full = torch.ones(sequence_len, sequence_len, device=device) * VERY_SMALL_NUMBER
    return torch.tril(full, diagonal=-1).transpose(0, 1)
