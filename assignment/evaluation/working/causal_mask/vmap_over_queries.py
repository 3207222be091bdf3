"""Writes one row as a function and maps it over the queries

torch.vmap runs the row function for each query; the row compares all keys with that query.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: functorch tutorials"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    if sequence_len == 0:
        return torch.zeros((0, 0), device=device)
    keys = torch.arange(sequence_len, device=device)

    def row(query):
        return (keys > query).float() * VERY_SMALL_NUMBER

    return torch.vmap(row)(keys)
