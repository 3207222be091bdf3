"""Running sums over the rows of the identity."""


def make_causal_mask(sequence_len, device=None):
    reached = torch.eye(sequence_len, device=device).flip(-1).cumsum(-1).flip(-1)
    return (1 - reached) * VERY_SMALL_NUMBER
