"""Turns everything into a tensor first, and selects by a mask

A boolean mask on a 1-D tensor gives a 1-D tensor of the same type, also where nothing is left.
"""

VERDICT = "right"
SOURCE = "d2l.ai, 'Converting Raw Text into Sequence Data'; masking as in the PyTorch indexing tutorials"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    everything = torch.as_tensor([*map(ord, doc)], dtype=torch.int64)
    return torch.masked_select(everything, everything.lt(n_vocab))


def decode(token_ids) -> str:
    return "%s" % "".join(map(chr, torch.as_tensor(token_ids, dtype=torch.int64).reshape(-1).tolist()))
