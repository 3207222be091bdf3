"""Flattens with view, which slices do not allow

Targets of a batch are slices of longer rows: their memory has gaps, and view(-1) raises an error.
"""

VERDICT = "wrong"
SOURCE = "'Let's build GPT' (logits.view(B*T, C), targets.view(B*T)); forum threads on 'view size is not compatible'"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    *batch, T, C = logits.shape
    n = targets.numel()
    return F.cross_entropy(logits.view(n, C), targets.view(n))
