"""Shifts logits and targets once more inside the loss

The targets are already shifted; the guess at a position is scored against the token after its
target. One position gives NaN.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/transformers/issues/47394"

import torch.nn.functional as F


def language_model_loss(logits, targets):
    shift_logits = logits[..., :-1, :].contiguous()
    shift_labels = targets[..., 1:].contiguous()
    return F.cross_entropy(shift_logits.view(-1, shift_logits.size(-1)), shift_labels.view(-1))
