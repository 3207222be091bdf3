"""Goes through numpy, and comes out as int32

The values are right, but the tensor has four bytes for each id instead of eight.
"""

import numpy as np

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/2952 and forum threads 'expected scalar type Long but got Int'"


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    codes = np.array([ord(c) for c in doc], dtype=np.int32)
    return torch.from_numpy(codes[codes < n_vocab])
