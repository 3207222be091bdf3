"""A comparison cast to float, then scaled

True becomes 1.0 and False 0.0; times the constant this is the additive mask in float32.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: CS336 discussion of additive masks"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    query = torch.arange(sequence_len, device=device).unsqueeze(1)
    key = torch.arange(sequence_len, device=device).unsqueeze(0)
    return query.lt(key).to(torch.float32).mul(VERY_SMALL_NUMBER)
