"""the classes become dimension 1 of a batch of one, whatever the shape was
"""

VERDICT = "right"
SOURCE = "own idea, from the documentation of cross_entropy"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    flat = logits.flatten(0, -2)[None].movedim(-1, 1)  # (1, V, N)
    return F.cross_entropy(flat, targets.flatten()[None])
