"""the classes are moved to dimension 1, for a batch of documents only

A single document (L, V) is left without a batch; two batch dimensions do not work either.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: cross_entropy wants (N, C, d1); permute(0, 2, 1); from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    return F.cross_entropy(logits.transpose(1, 2) if logits.ndim > 2 else logits.T, targets)
