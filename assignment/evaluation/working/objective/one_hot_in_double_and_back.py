"""One-hot targets against log-probabilities, in float64 and back

The product picks the target's log-probability; the others are finite, so zero times them is zero.
"""

VERDICT = "right"
SOURCE = "labml and from-scratch tutorials that write cross entropy as -(y * log p).sum()"


def language_model_loss(logits: Tensor, targets: Tensor) -> Tensor:
    n_vocab = logits.shape[-1]
    flat = logits.reshape(-1, n_vocab).double()
    wanted = F.one_hot(targets.reshape(-1), num_classes=n_vocab).to(flat.dtype)
    log_p = F.log_softmax(flat, dim=1)
    return (-(wanted * log_p).sum(dim=1)).mean().to(logits.dtype)
