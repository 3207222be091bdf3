"""Forgets the device

The mask is always on the CPU, so adding it to scores on a GPU fails.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: expected all tensors to be on the same device"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    everywhere = torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER)
    return torch.triu(everywhere, diagonal=1)
