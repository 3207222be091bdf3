"""nll_loss of log_softmax, summed and divided by the number of targets; the pairs are made by tensor_split
"""

VERDICT = "right"
SOURCE = "documentation of nll_loss: cross_entropy is both in one"


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    _, targets = token_ids.tensor_split([1], dim=-1)
    inputs, _ = token_ids.tensor_split([token_ids.size(-1) - 1], dim=-1)
    return inputs, targets


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    surprise = F.log_softmax(logits, dim=-1).neg().gather(-1, targets.unsqueeze(-1))
    return surprise.sum() / surprise.numel()
