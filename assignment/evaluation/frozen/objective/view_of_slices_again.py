"""`view` flattens, which fails for targets that are a slice of a larger batch
"""

VERDICT = "wrong"
SOURCE = "PyTorch: 'view size is not compatible with input tensor's size and stride'; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    *lead, L, V = logits.shape
    return F.cross_entropy(logits.view(-1, V), targets.view(-1))
