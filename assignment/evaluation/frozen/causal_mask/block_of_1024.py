"""a mask of 1024 tokens is cut to size, so a longer one is not long enough
"""

VERDICT = "wrong"
SOURCE = "register_buffer of block_size in GPT-2: bias[:, :, :T, :T]; from memory"

_BLOCK_SIZE = 1024
_BIAS = torch.triu(torch.full((_BLOCK_SIZE, _BLOCK_SIZE), VERY_SMALL_NUMBER), diagonal=1)


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    return _BIAS[:sequence_len, :sequence_len].clone().to(device)
