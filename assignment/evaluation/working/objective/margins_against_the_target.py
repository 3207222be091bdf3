"""logsumexp of the differences to the target's logit

-log softmax at the target is the log of the sum of exp(logit - target's logit), the target's own term being 1.
"""

VERDICT = "right"
SOURCE = "own variation: softplus form of the loss"

from torch import Tensor


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    without_last = token_ids.unflatten(-1, (1, -1))[..., 0, :-1]
    without_first = token_ids.unflatten(-1, (1, -1))[..., 0, 1:]
    return without_last, without_first


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    of_target = logits.gather(-1, targets[..., None])
    return (logits - of_target).logsumexp(dim=-1).mean()
