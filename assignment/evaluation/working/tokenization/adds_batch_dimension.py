"""Returns shape (1, n_tokens), because "models want a batch"

The result should have one dimension; decode here takes the extra one off again, so a round trip
looks right.
"""

VERDICT = "wrong"
SOURCE = 'Hugging Face tokenizers with return_tensors="pt"'

import torch


def encode_doc(doc, n_vocab=256):
    ids = torch.tensor([ord(c) for c in doc if ord(c) < n_vocab], dtype=torch.int64)
    return ids.unsqueeze(0)


def decode(token_ids):
    flat = torch.as_tensor(token_ids).reshape(-1)
    return "".join(chr(int(i)) for i in flat)
