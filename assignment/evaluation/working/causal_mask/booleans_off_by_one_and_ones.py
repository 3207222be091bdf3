"""Hides the token itself and returns ones

Two mistakes: >= takes the diagonal along, and the entries are 1 instead of the constant.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: >= and a 0/1 mask"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    place = torch.arange(sequence_len, device=device)
    return (place[None, :] >= place[:, None]).float()
