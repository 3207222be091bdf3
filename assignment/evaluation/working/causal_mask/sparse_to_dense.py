"""A sparse matrix of the forbidden pairs, made dense

The sparse tensor holds the constant at each pair of a query and a later key; all else is zero.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: PyTorch documentation of sparse tensors"

def make_causal_mask(sequence_len: int, device=None) -> Tensor:
    pairs = torch.triu_indices(sequence_len, sequence_len, 1, device=device)
    values = torch.full((pairs.shape[1],), VERY_SMALL_NUMBER, device=device)
    return torch.sparse_coo_tensor(pairs, values, (sequence_len, sequence_len)).to_dense()
