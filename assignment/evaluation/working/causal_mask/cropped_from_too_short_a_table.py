"""Crops a table of 32 by 32 that longer texts outgrow

Up to 32 tokens all is well; a longer sequence gets a mask of 32 by 32.
"""

VERDICT = "wrong"
SOURCE = "EveryonesLLM (triangle of input_sequence_length)"

_TABLE = torch.triu(torch.full((32, 32), -1e9), diagonal=1)


def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    piece = _TABLE[:sequence_len, :sequence_len].clone()
    return piece if device is None else piece.to(device)
