"""The log of the softmax by logsumexp, and the target's logit by gather

-log(softmax(x)[t]) is logsumexp(x) - x[t], which is finite for any finite logits.
"""

import torch

VERDICT = "right"
SOURCE = "CS336 assignment 1, cross entropy with the largest element subtracted"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    n = token_ids.size(-1)
    return token_ids.narrow(-1, 0, n - 1), token_ids.narrow(-1, 1, n - 1)


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    of_target = logits.gather(dim=-1, index=targets.unsqueeze(-1)).squeeze(-1)
    surprise = torch.logsumexp(logits, dim=-1) - of_target
    return surprise.mean()
