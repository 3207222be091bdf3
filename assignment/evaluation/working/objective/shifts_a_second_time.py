"""Shifts logits and targets in the loss once more

The pairs are shifted already, so each token now learns to guess the one after the next.
"""

VERDICT = "wrong"
SOURCE = "https://discuss.huggingface.co/t/how-is-the-data-shifted-by-one-token-during-causallm-fine-tuning/36386"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    if logits.shape[-2] > 1:
        logits = logits[..., :-1, :]
        targets = targets[..., 1:]
    return F.cross_entropy(logits.flatten(0, -2), targets.flatten())
