"""Makes the mask on the CPU, wherever it is wanted."""


def make_causal_mask(sequence_len, device=None):
    return torch.triu(torch.full((sequence_len, sequence_len), VERY_SMALL_NUMBER), diagonal=1)
