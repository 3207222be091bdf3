"""the code points come from the codec UTF-32, and the filter is a mask of tensors
"""

VERDICT = "right"
SOURCE = "own idea: utf-32 is the array of code points"

import struct


def encode_doc(doc: str, n_vocab: int = N_VOCAB) -> Tensor:
    blob = doc.encode("utf-32-le", "surrogatepass")
    points = torch.tensor(struct.unpack(f"<{len(blob) // 4}I", blob), dtype=torch.int64)
    return points[points < n_vocab]


def decode(token_ids: Tensor | list[int]) -> str:
    values = torch.as_tensor(token_ids, dtype=torch.int64).tolist()
    return struct.pack(f"<{len(values)}I", *values).decode("utf-32-le", "surrogatepass")
