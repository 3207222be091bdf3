"""Detaches the logits and asks them for a gradient

The gradient stops at the copy of the logits and never reaches the model.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: PyTorch forum: requires_grad_() after detach"

def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    scores = logits.detach().clone().requires_grad_()
    return F.cross_entropy(scores.flatten(0, -2), targets.flatten())
