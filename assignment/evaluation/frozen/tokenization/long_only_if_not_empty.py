"""the dtype is left to torch, which makes float32 of an empty list
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: torch.tensor([]) is a float tensor; from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    code_points = filter(lambda p: p < n_vocab, (ord(c) for c in doc))
    return torch.tensor([*code_points])
