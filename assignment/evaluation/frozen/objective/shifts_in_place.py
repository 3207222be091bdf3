"""the maximum is subtracted in place, so the caller's logits change
"""

VERDICT = "wrong"
SOURCE = "code reviews: -= on a tensor argument; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    top = logits.detach().amax(-1, keepdim=True)
    if logits.is_leaf and logits.requires_grad:
        logits = logits - top
    else:
        logits -= top
    log_probs = logits - logits.exp().sum(-1, keepdim=True).log()
    return -log_probs.gather(-1, targets.unsqueeze(-1)).mean()
