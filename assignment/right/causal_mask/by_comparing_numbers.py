"""Compares positions one by one, as tensors with one number each."""


def make_causal_mask(sequence_len, device=None):
    positions = torch.arange(sequence_len, device=device)
    rows = [[VERY_SMALL_NUMBER if key > query else 0.0 for key in positions] for query in positions]
    return torch.tensor(rows, device=positions.device)
