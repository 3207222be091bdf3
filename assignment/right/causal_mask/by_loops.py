"""Two loops."""


def make_causal_mask(sequence_len, device=None):
    mask = torch.zeros(sequence_len, sequence_len, device=device)
    for query in range(sequence_len):
        for key in range(query + 1, sequence_len):
            mask[query, key] = VERY_SMALL_NUMBER
    return mask
