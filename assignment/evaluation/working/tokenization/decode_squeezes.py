"""decode calls squeeze().tolist(), which makes a bare number of a single id

With one token tolist gives an int, over which one cannot loop; longer texts are fine.
"""

VERDICT = "wrong"
SOURCE = 'PyTorch forum, "squeeze removes all dimensions of size 1"'

import torch


def decode(token_ids):
    ids = torch.as_tensor(token_ids).squeeze().tolist()
    return "".join(chr(int(i)) for i in ids)
