"""Begins the forbidden part of the mask one place too late

Each token sees its right neighbour, which is its target: the loss falls towards zero, and the texts are rubbish.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/minGPT/issues/75; triu with the wrong diagonal in forum threads"


def make_causal_mask(sequence_len: int, device: torch.device | str | None = None) -> Tensor:
    i = torch.arange(sequence_len, device=device).unsqueeze(1)
    j = torch.arange(sequence_len, device=device).unsqueeze(0)
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    return mask.masked_fill(j - i > 1, VERY_SMALL_NUMBER)
