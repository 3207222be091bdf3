"""Takes the largest logit off in place, in the caller's tensor

The value is right, but the logits that were passed are others afterwards (and a leaf that needs gradients fails).
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow, numerically stable softmax: x -= x.max() (CS231n notes, written for numpy)"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    logits -= logits.detach().amax(dim=-1, keepdim=True)
    log_total = logits.exp().sum(dim=-1).log()
    of_target = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_total - of_target).mean()
