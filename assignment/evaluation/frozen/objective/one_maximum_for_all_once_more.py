"""the largest logit of ALL positions is subtracted before exp

A position whose logits are far below those of another one has a sum of zero, and an infinite loss.
"""

VERDICT = "wrong"
SOURCE = "hand-written stable softmax with x.max() without a dimension; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    stable = logits - logits.max()
    log_z = stable.exp().sum(dim=-1).log()
    picked = stable.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    return (log_z - picked).mean()
