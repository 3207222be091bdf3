"""Takes PyTorch's own mask and lifts -inf to the constant

The library's mask has -inf above the diagonal; clamping from below turns exactly these into the constant.
"""

VERDICT = "right"
SOURCE = "PyTorch nn.Transformer.generate_square_subsequent_mask"

from torch import nn

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    where = torch.device("cpu" if device is None else device)
    with_infinities = nn.Transformer.generate_square_subsequent_mask(sequence_len, device=where, dtype=torch.float32)
    return with_infinities.clamp(min=VERY_SMALL_NUMBER)
