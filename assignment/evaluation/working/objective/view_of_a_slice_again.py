"""Uses view where the tensors may be slices

Targets from `next_token_pairs` are not contiguous in a batch, and view raises a RuntimeError.
"""

VERDICT = "wrong"
SOURCE = 'PyTorch forum, "view size is not compatible with input tensor\'s size and stride"'

import torch.nn.functional as F


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.view(-1, logits.size(-1)), targets.view(-1))
