"""Returns booleans as for scaled_dot_product_attention, True for visible

Neither the dtype nor the meaning is that of an additive mask.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: scaled_dot_product_attention attn_mask of bools"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    return torch.ones(sequence_len, sequence_len, dtype=torch.bool, device=device).tril()
