"""Row by row, by torch.vmap."""


def make_causal_mask(sequence_len, device=None):
    columns = torch.arange(sequence_len, device=device)

    def row(query):
        return torch.where(columns <= query, 0.0, VERY_SMALL_NUMBER)

    return torch.vmap(row)(columns)
