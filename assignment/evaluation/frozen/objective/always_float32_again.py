"""the logits are cast to float32 and the loss stays so
"""

VERDICT = "wrong"
SOURCE = "Hugging Face: logits.float() 'upcast to avoid precision issues'; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    logits = logits.float()
    return F.cross_entropy(logits.flatten(end_dim=-2), targets.flatten())
