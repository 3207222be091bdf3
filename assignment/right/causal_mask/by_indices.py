"""Writes to the places above the diagonal, by indices that lie on the CPU, as a GPU allows."""


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    rows, columns = torch.triu_indices(sequence_len, sequence_len, offset=1)
    mask[rows, columns] = VERY_SMALL_NUMBER
    return mask
