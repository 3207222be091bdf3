"""Returns booleans as for MultiheadAttention

The dtype is bool, and True added to a score counts as 1.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: torch.nn.MultiheadAttention attn_mask of bools"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    place = torch.arange(sequence_len, device=device)
    return place.unsqueeze(0) > place.unsqueeze(1)
