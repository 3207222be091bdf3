"""A window of four tokens, and minus infinity

Two mistakes: keys further back than three are hidden as well, and the entries are -inf.
"""

VERDICT = "wrong"
SOURCE = "own combination of slips: sliding window and -inf"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    ones = torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device)
    visible = torch.tril(ones) & torch.triu(ones, diagonal=-3)
    return torch.zeros(sequence_len, sequence_len, device=device).masked_fill(~visible, float("-inf"))
