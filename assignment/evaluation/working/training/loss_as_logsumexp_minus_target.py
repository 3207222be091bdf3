"""Loss as logsumexp minus the logit of the target

This is -log softmax written out; logsumexp is stable and has the right gradient.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: Let's build makemore, cross entropy by hand"
MODULE = "objective"

import torch

def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    length = token_ids.shape[-1]
    return token_ids.narrow(-1, 0, length - 1), token_ids.narrow(-1, 1, length - 1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    normaliser = torch.logsumexp(logits, dim=-1)
    of_target = torch.take_along_dim(logits, targets[..., None], dim=-1)[..., 0]
    return (normaliser - of_target).mean()
