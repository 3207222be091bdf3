"""Calls to(device) but drops what it returns

Tensors do not move in place: the mask stays on the CPU.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: tensor.to is not in place"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    mask = torch.zeros(sequence_len, sequence_len)
    for i in range(sequence_len):
        mask[i, i + 1 :] = VERY_SMALL_NUMBER
    if device is not None:
        mask.to(device)
    return mask
