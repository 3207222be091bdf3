"""Brings the classes to the second place with reshape

cross_entropy wants (N, V, L). A reshape gives that shape, but mixes the numbers of positions and tokens.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum, CrossEntropyLoss with (N, C, d1): permute against view"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    length, n_vocab = logits.shape[-2:]
    scores = logits.reshape(-1, n_vocab, length)
    return F.cross_entropy(scores, targets.reshape(-1, length))
