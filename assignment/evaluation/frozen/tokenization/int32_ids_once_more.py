"""the ids are int32, "because int is enough"
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: IntTensor and LongTensor, 'expected scalar type Long but found Int'; from memory"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    return torch.IntTensor([p for p in map(ord, doc) if p < n_vocab])
