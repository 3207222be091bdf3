"""the loss shifts the targets once more, though they are shifted already

Copied from models that take labels equal to their inputs.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face: labels are shifted inside the model, and people shift them before; from memory"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    shift_logits = logits[..., :-1, :].contiguous()
    shift_labels = targets[..., 1:].contiguous()
    return F.cross_entropy(shift_logits.view(-1, shift_logits.size(-1)), shift_labels.view(-1))
