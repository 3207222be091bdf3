"""nll_loss on log-probabilities that were made by hand, with checks of the shapes

The largest logit is taken off first, so no exponential overflows, and what cancels out needs no gradient.
"""

VERDICT = "right"
SOURCE = "PyTorch tutorial 'What is torch.nn really?'"


def _log_softmax(x: Tensor) -> Tensor:
    x = x - x.max(dim=-1, keepdim=True).values.detach()
    return x - x.exp().sum(dim=-1, keepdim=True).log()


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    if token_ids.dim() < 1:
        raise ValueError("token ids need at least one axis")
    last = token_ids.shape[-1] - 1
    inputs, _ = token_ids.split([last, 1], dim=-1)
    _, targets = token_ids.split([1, last], dim=-1)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    if logits.shape[:-1] != targets.shape:
        raise ValueError(f"logits {tuple(logits.shape)} do not fit targets {tuple(targets.shape)}")
    log_p = _log_softmax(logits).flatten(end_dim=-2)
    return F.nll_loss(log_p, targets.flatten(), reduction="sum") / targets.numel()
