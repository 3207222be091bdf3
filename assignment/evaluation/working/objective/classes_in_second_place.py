"""Keeps the documents apart, and moves the vocabulary to the second axis

With a batch axis in front, cross_entropy takes (N, V, L) and (N, L), and averages over both.
"""

VERDICT = "right"
SOURCE = "PyTorch documentation of CrossEntropyLoss, the K-dimensional case"

from torch import nn

CRITERION = nn.CrossEntropyLoss(reduction="mean")


def next_token_pairs(token_ids: Tensor) -> tuple[Tensor, Tensor]:
    before, after = slice(None, -1), slice(1, None)
    return token_ids[..., before].clone(), token_ids[..., after].clone()


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    length, n_vocab = logits.shape[-2], logits.shape[-1]
    documents = logits.reshape(-1, length, n_vocab)
    return CRITERION(documents.movedim(-1, 1), targets.reshape(-1, length))
