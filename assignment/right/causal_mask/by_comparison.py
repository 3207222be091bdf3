"""Compares positions."""


def make_causal_mask(n, device=None):
    at = torch.arange(n, device=device)
    return torch.where(at[None, :] > at[:, None], VERY_SMALL_NUMBER, 0.0)
